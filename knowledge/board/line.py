"""A need as one line: what is no letter left out, and not too long to read at a glance."""

import unicodedata

from knowledge.errors import UsageError
from knowledge.words import _

#: Long enough for what, when and where.
LONGEST = 150

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def line(text: str) -> str:
    """Return what somebody wrote as one line, without what would turn the text around it.

    Raises
    ------
    UsageError
        When nothing is left, or more than a line.
    """
    whole = "".join(letter for letter in text if letter not in _TURNING)
    shown = (" " if unicodedata.category(letter) == "Cc" else letter for letter in whole)
    made = unicodedata.normalize("NFC", " ".join("".join(shown).split()))
    if not any(letter.isalnum() for letter in made):
        raise UsageError(_("Say in one line what is needed and when, such as “van Saturday 2–5”."))
    if len(made) > LONGEST:
        raise UsageError(
            _("Say it in one line of at most {n} characters; details follow in person.").format(
                n=LONGEST
            )
        )
    return made
