"""A partner as a row, as a value, and as the fields that an edit is told by."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from knowledge.partners.hours import Hours
from knowledge.partners.languages import CODES
from knowledge.partners.partner import Capacity, Partner, PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from storage.tables import PartnerRow

#: What somebody fills in, and what else an edit may change.
FILLED = tuple(each.name for each in fields(PartnerDraft))
CONFIRMED, ARCHIVED = "confirmed_on", "archived"
#: The kinds of words under which a partner is found.
KINDS = {"services": "service", "languages": "language", "places": "place"}
_LONGEST_WORD = 200


def value(row: PartnerRow, *, contact: bool) -> Partner:
    """Return a row as a partner; its contact is opened only where it is wanted."""
    return Partner(
        id=row.id,
        name=row.name,
        sector=Sector(row.sector),
        services=tuple(Service(each) for each in row.services),
        hours=Hours.unpacked(row.hours) if row.hours else None,
        languages=tuple(row.languages),
        places=tuple(row.places),
        walk_in=row.walk_in,
        capacity=Capacity(row.capacity),
        refer=row.refer,
        phone=row.phone,
        address=row.address,
        contact=row.contact if contact else "",
        outreach=row.outreach,
        confirmed_on=row.confirmed_on,
        archived=row.archived_at is not None,
        version=row.version,
    )


def packed(draft: PartnerDraft) -> dict[str, Any]:
    """Return what is filled in as JSON values by field."""
    kept = {name: getattr(draft, name) for name in FILLED}
    return kept | {
        "sector": draft.sector.value,
        "services": [each.value for each in draft.services],
        "hours": draft.hours.packed() if draft.hours else None,
        "languages": sorted(draft.languages, key=CODES.index),
        "places": list(draft.places),
        "capacity": draft.capacity.value,
    }


def unpacked(kept: Mapping[str, Any]) -> PartnerDraft:
    """Return the draft that JSON values are of; fields of no draft are left out."""
    said = {name: kept[name] for name in FILLED}
    return PartnerDraft(
        **said
        | {
            "sector": Sector(said["sector"]),
            "services": tuple(Service(each) for each in said["services"]),
            "hours": Hours.unpacked(said["hours"]) if said["hours"] else None,
            "languages": tuple(said["languages"]),
            "places": tuple(said["places"]),
            "capacity": Capacity(said["capacity"]),
        }
    )


def read(row: PartnerRow) -> dict[str, Any]:
    """Return every field of a row that an edit may change, as JSON values."""
    return {name: getattr(row, name) for name in FILLED} | {
        CONFIRMED: row.confirmed_on.isoformat() if row.confirmed_on else None,
        ARCHIVED: row.archived_at is not None,
    }


def write(row: PartnerRow, changed: Mapping[str, Any], *, now: datetime) -> None:
    """Put changed fields into a row."""
    for name, wanted in changed.items():
        if name == CONFIRMED:
            row.confirmed_on = date.fromisoformat(wanted) if wanted else None
        elif name == ARCHIVED:
            row.archived_at = now if wanted else None
        else:
            setattr(row, name, wanted)


def words(kept: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the words, with their kinds, under which a partner is found."""
    return {
        (kind, word[:_LONGEST_WORD]) for name, kind in KINDS.items() for word in kept[name] or ()
    }
