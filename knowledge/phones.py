"""Telephone numbers as people give, read and call them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from knowledge.errors import UsageError
from knowledge.words import _

#: Where a number is of that says no country; every coalition so far is of one.
HOME = "US"


def tidy(text: str) -> str:
    """Return a number as people of its country write it, such as "(215) 555-0142 ext. 3".

    Raises
    ------
    UsageError
        When nobody can be called by it: a digit is missing, or it is no number.
    """
    number = _read(text)
    if number is None or not phonenumbers.is_valid_number(number):
        raise UsageError(
            _(
                "That does not look like a phone number. Write it with its area code, such as"
                " 215-555-0142."
            )
        )
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME)
    wanted = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, wanted)


def dialled(text: str) -> str:
    """Return what a tap on a number opens, such as "tel:+12155550142"; "" where it is none."""
    number = _read(text)
    if number is None or not phonenumbers.is_valid_number(number):
        return ""
    number.extension = None  # it is read beside the number: phones differ in how they dial one
    return "tel:" + phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _read(text: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, HOME)
    except NumberParseException:
        return None
