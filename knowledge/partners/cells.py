"""A partner's values as cells of a table, and cells as values, in the words of a person."""

from datetime import date, datetime
from functools import lru_cache

from knowledge.errors import UsageError
from knowledge.partners import hours_reading, languages, sectors, services
from knowledge.partners.hours import Hours
from knowledge.partners.lexicon import Lexicon, plain
from knowledge.partners.partner import Capacity, DraftError, Partner, capacity_title
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from knowledge.words import _

_YES = frozenset({"yes", "y", "true", "1", "x", "si", "walk in"})
_NO = frozenset({"no", "n", "false", "0", "", "none"})
_DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d %b %Y", "%b %d, %Y")


def of(partner: Partner) -> dict[str, str]:
    """Return the cells of a partner by field."""
    return {
        "name": partner.name,
        "sector": sectors.label(partner.sector),
        "services": "; ".join(services.title(each) for each in partner.services),
        "hours": partner.hours.told() if partner.hours else "",
        "languages": ", ".join(partner.languages),
        "places": "".join(f"{place}; " for place in partner.places).removesuffix(" "),
        "walk_in": _said(yes=partner.walk_in),
        "capacity": capacity_title(partner.capacity),
        "refer": partner.refer,
        "phone": partner.phone,
        "address": partner.address,
        "contact": partner.contact,
        "outreach": _said(yes=partner.outreach),
        "confirmed_on": partner.confirmed_on.isoformat() if partner.confirmed_on else "",
    }


def _said(*, yes: bool) -> str:
    return _("yes") if yes else _("no")


def read_sector(text: str) -> Sector:
    """Return the sector that a cell names."""
    found = sectors.find(text)
    if found is None:
        raise DraftError(
            "sector",
            _("It is one of: {sectors}.").format(sectors=", ".join(map(sectors.label, Sector))),
        )
    return found


def read_hours(text: str) -> Hours | None:
    """Return the hours in a cell; None where it is empty."""
    try:
        return hours_reading.read(text) if text else None
    except UsageError as error:
        raise DraftError("hours", str(error)) from error


def read_languages(text: str) -> tuple[str, ...]:
    """Return the codes of the languages in a cell."""
    try:
        return languages.read(text)
    except UsageError as error:
        raise DraftError("languages", str(error)) from error


def read_services(text: str) -> tuple[Service, ...]:
    """Return the services in a cell."""
    found = [services.find(part) for part in parts(text)]
    known = tuple(service for service in found if service is not None)
    if len(known) < len(found):
        raise DraftError(
            "services",
            _("Each is one of: {services}.").format(
                services=", ".join(services.title(each) for each in Service)
            ),
        )
    return known


def parts(text: str) -> list[str]:
    """Return the parts of a list in a cell; by semicolons where there is one, else commas."""
    found = text.split(";") if ";" in text else text.replace("|", ",").split(",")
    return [part.strip() for part in found if part.strip()]


def read_yes(text: str, field: str) -> bool:
    """Return what a cell of yes or no says; an empty one says no."""
    word = plain(text)
    if word not in _YES | _NO:
        raise DraftError(field, _("Write yes or no."))
    return word in _YES


@lru_cache(maxsize=1)
def _capacities() -> Lexicon[Capacity]:
    return Lexicon.of({each: (each.value, capacity_title(each)) for each in Capacity})


def read_capacity(text: str) -> Capacity:
    """Return the capacity that a cell names; unknown where it is empty."""
    found = _capacities().meaning(text) if text else Capacity.UNKNOWN
    if found is None:
        raise DraftError(
            "capacity",
            _("It is one of: {words}.").format(
                words=", ".join(capacity_title(each) for each in Capacity)
            ),
        )
    return found


def read_day(text: str, *, today: date) -> date | None:
    """Return the day in a cell; None where it is empty. Days to come cannot be confirmed."""
    if not text:
        return None
    for written in _DAYS:
        try:
            day = datetime.strptime(text, written).date()  # noqa: DTZ007 - a local day
        except ValueError:
            continue
        if day <= today:
            return day
    raise DraftError("confirmed_on", _("Write a day that is over, like 2026-03-31."))
