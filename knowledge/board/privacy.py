"""What in a line may say who somebody is: refused where it surely does, else asked about.

A need goes to everybody on the board, so it names what is needed, never for whom (B4: no
names, phone numbers, addresses or dates of birth anywhere).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from knowledge.errors import UsageError
from knowledge.words import _

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\d-])(?:\+\d{1,3}[ .-]?(?:\d[ .-]?){6,12}\d"
    r"|(?:1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}"
    r"|\d{3}[ .-]\d{4})(?![\d-])"
)
_NUMBER = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\b|date of birth|born\b|fecha de nacimiento|nacid[oa]\b)", re.IGNORECASE
)
_DATED = re.compile(r"(?<!\d)\d{1,2}([/.-])\d{1,2}\1((?:19|20)\d{2})(?!\d)")

_STREET = re.compile(
    r"\b\d{1,5}\s+(?:[nsew]\.?\s+)?(?:[\w'’]+\s+){1,3}"
    r"(?:st|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|dr|drive|ct|court|pl|place|way|"
    r"terrace|pkwy|parkway|circle|calle|avenida)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(?:apt|apartment|unit|suite|apto)\b\.?\s*#?\s*\w*\d", re.IGNORECASE)
_MENTION = re.compile(r"<@\w+|(?<!\w)@\w")
_AGE = re.compile(r"\b\d{1,2}[ -]?(?:y/?o\b|year[s]?[ -]old|años)", re.IGNORECASE)
_TITLED = re.compile(r"\b(?i:mr|mrs|ms|miss|dr|sr|sra)\b\.?\s+([^\W\d_])")
_CALLED = re.compile(
    r"\b(?:named|called|name is|son|daughter|brother|sister|nephew|niece|cousin|mother|mom|"
    r"father|dad|kid|child|client|participant|student|patient)\s+([^\W\d_]\w+)"
)

#: Words with a capital that are no part of somebody's name.
_PLAIN = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun january february march april june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec spanish english haitian creole portuguese"
    " arabic vietnamese chinese asl french somali christmas thanksgiving labor memorial easter"
    " new day eve street avenue park school high middle elementary church mosque temple hospital"
    " clinic center centre library community college university club rec recreation hall house"
    " north south east west city county team board van bus"
)
_NO_NAME = frozenset(_PLAIN.split())


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a line may say who somebody is; ``refused`` where it surely does."""

    refused: bool
    why: str


def findings(text: str, *, today: date, known: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what in a line may say who somebody is, what is refused first.

    Parameters
    ----------
    known
        Names of organizations and places, which are nobody's.
    """
    surely = (
        (_EMAIL.search(text), _("It holds an email address.")),
        (_PHONE.search(text) or _NUMBER.search(text), _("It holds a phone or ID number.")),
        (_birth(text, today), _("It holds a date of birth.")),
    )
    bare = _without(text, known)
    perhaps = (
        (_STREET.search(text) or _UNIT.search(text), _("It may hold somebody's address.")),
        (_MENTION.search(text), _("It mentions somebody.")),
        (_AGE.search(text), _("It says how old somebody is.")),
        (_named(bare), _("It may hold somebody's name.")),
    )
    return tuple(
        Finding(refused, why)
        for refused, checks in ((True, surely), (False, perhaps))
        for found, why in checks
        if found
    )


def admit(text: str, *, today: date, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return what to ask about before a line is posted.

    Raises
    ------
    UsageError
        When the line surely says who somebody is; it says what to leave out.
    """
    found = findings(text, today=today, known=known)
    surely = [one.why for one in found if one.refused]
    if surely:
        rest = _(
            "The whole board sees a need, so say what is needed and when, never for whom. Take "
            "that out, and give it in person to whoever says “I can”."
        )
        raise UsageError(" ".join([*surely, rest]))
    return tuple(one.why for one in found)


def _birth(text: str, today: date) -> bool:
    """Tell whether a date of birth stands there: said so, or a date of a year that is over."""
    dated = any(int(found[2]) < today.year for found in _DATED.finditer(text))
    return dated or _BORN.search(text) is not None


def _named(text: str) -> bool:
    told = (*_CALLED.finditer(text), *_TITLED.finditer(text))
    return any(found[1][0].isupper() for found in told) or _two_names(text)


def _two_names(text: str) -> bool:
    """Tell whether two words with capitals stand beside each other, as in a name."""
    words = re.findall(r"[\w'’]+|[^\w\s]", text)
    return any(_may_name(first) and _may_name(second) for first, second in pairwise(words))


def _may_name(word: str) -> bool:
    letters = word.replace("'", "").replace("’", "")
    capital = letters.isalpha() and len(letters) > 1 and letters[0].isupper()
    return capital and not letters.isupper() and letters.lower() not in _NO_NAME


def _without(text: str, known: Collection[str]) -> str:
    """Return a text without the names of organizations and places."""
    names = sorted((name for name in known if name.strip()), key=len, reverse=True)
    if not names:
        return text
    either = "|".join(re.escape(name) for name in names)
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", " … ", text, flags=re.IGNORECASE)
