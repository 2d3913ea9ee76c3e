"""A partner as the directory keeps it, and what a person fills in for one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from knowledge.errors import UsageError
from knowledge.partners import languages as known_languages
from knowledge.partners.hours import Hours
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from knowledge.words import _

#: After so many days a partner is asked to confirm its entry. [days]
STALE = 90
#: The longest texts. [characters]
NAME, REFER, PHONE, ADDRESS, CONTACT, PLACE = 120, 300, 40, 200, 200, 80
_SHORTEST_NAME = 2
_MOST_PLACES = 30
_PHONE = re.compile(r"\+?[\d\s().\-/]+(?:,?\s*(?:x|ext\.?|#)\s*\d{1,6})?", re.IGNORECASE)
#: From 211 and 988 to fifteen digits (ITU-T E.164, 2010) and an extension.
_DIGITS = range(3, 22)


class Capacity(StrEnum):
    """Whether a partner can take people now."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    UNKNOWN = "unknown"


_CAPACITIES: Mapping[Capacity, str] = {
    Capacity.OPEN: "Taking people now",
    Capacity.WAITING_LIST: "Waiting list",
    Capacity.FULL: "Full for now",
    Capacity.UNKNOWN: "Not known",
}


def capacity_title(capacity: Capacity) -> str:
    """Return a capacity as it is shown."""
    return _(_CAPACITIES[capacity])


class DraftError(UsageError):
    """One field of a partner cannot be taken as it was filled in."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """What a person fills in for a partner; spaces are put in order.

    Attributes
    ----------
    hours
        None where they are not known.
    languages
        Codes of ``languages.CODES``.
    places
        Names of the places served; none means everywhere.
    refer
        How to refer somebody.
    contact
        Who to ask at the organization; for coordinators only, encrypted at rest.
    outreach
        Whether it does street outreach.

    Raises
    ------
    DraftError
        When a field cannot be taken; it names the field and says what to write.
    """

    name: str
    sector: Sector
    services: tuple[Service, ...] = ()
    hours: Hours | None = None
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    walk_in: bool = False
    capacity: Capacity = Capacity.UNKNOWN
    refer: str = ""
    phone: str = ""
    address: str = ""
    contact: str = field(default="", repr=False)
    outreach: bool = False

    def __post_init__(self) -> None:
        """Put the spaces in order and refuse what cannot be a partner."""
        for name, most in _TEXTS.items():
            text = tidy(getattr(self, name))
            object.__setattr__(self, name, text)
            if len(text) > most:
                raise DraftError(name, _("Shorten that to {most} letters.").format(most=most))
        places = dict.fromkeys(place for each in self.places if (place := tidy(each)))
        object.__setattr__(self, "places", tuple(places))
        object.__setattr__(self, "services", _in_order(self.services))
        object.__setattr__(self, "languages", tuple(dict.fromkeys(self.languages)))
        _check(self)

    @classmethod
    def of(cls, partner: "Partner") -> "PartnerDraft":
        """Return what would have to be filled in to get ``partner``."""
        return cls(**{each.name: getattr(partner, each.name) for each in fields(cls)})


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of the directory; the fields of a draft mean the same here.

    Attributes
    ----------
    confirmed_on
        The local day on which somebody last said that the entry is right.
    version
        Grows with each change, so that two people editing at once notice.
    """

    id: int
    name: str
    sector: Sector
    services: tuple[Service, ...] = ()
    hours: Hours | None = None
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    walk_in: bool = False
    capacity: Capacity = Capacity.UNKNOWN
    refer: str = ""
    phone: str = ""
    address: str = ""
    contact: str = field(default="", repr=False)
    outreach: bool = False
    confirmed_on: date | None = None
    archived: bool = False
    version: int = 1


def is_stale(partner: Partner, today: date) -> bool:
    """Tell whether nobody confirmed the entry for 90 days, or ever."""
    return partner.confirmed_on is None or (today - partner.confirmed_on).days >= STALE


def tidy(text: str) -> str:
    """Return ``text`` on one line without what cannot be seen, one space between words."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


_TEXTS = {"name": NAME, "refer": REFER, "phone": PHONE, "address": ADDRESS, "contact": CONTACT}


def _in_order(services: tuple[Service, ...]) -> tuple[Service, ...]:
    return tuple(service for service in Service if service in services)


def _check(draft: PartnerDraft) -> None:
    if len(draft.name) < _SHORTEST_NAME or not any(letter.isalnum() for letter in draft.name):
        raise DraftError("name", _("Write the organization's name, as people know it."))
    if draft.phone and not _is_phone(draft.phone):
        raise DraftError(
            "phone", _("That does not look like a phone number. Write it like 215-555-0142 x3.")
        )
    if set(draft.languages) - set(known_languages.CODES):
        raise DraftError(
            "languages", _("Pick languages from the list, such as English or Spanish.")
        )
    if len(draft.places) > _MOST_PLACES or not all(map(_is_place, draft.places)):
        raise DraftError(
            "places",
            _("List up to {most} places by name, or none when you serve everywhere.").format(
                most=_MOST_PLACES
            ),
        )


def _is_place(text: str) -> bool:
    """Tell whether a text can be one name of a place; semicolons part places in a file."""
    return len(text) <= PLACE and ";" not in text


def _is_phone(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits in _DIGITS and _PHONE.fullmatch(text) is not None
