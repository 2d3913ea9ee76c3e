"""A made-up coalition for the sample workspace: its seats, partners and settings."""

from collections.abc import Mapping
from functools import cache

from knowledge import sheets
from knowledge.access import Duties, Role
from knowledge.partners import hours_reading
from knowledge.partners.partner import Capacity, PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from knowledge.setup.owners import Owner
from knowledge.sheets import Declared, Line


class Seat(Declared):
    """Who sits for which organization."""

    who: str
    partner: Line
    role: Role
    duties: Duties = Duties.NONE
    language: str = "en"


class Partner(Declared):
    """An organization as the directory asks for it, its hours in words."""

    name: Line
    sector: Sector
    services: tuple[Service, ...] = ()
    hours: str = ""
    languages: tuple[str, ...] = ("en",)
    places: tuple[str, ...] = ()
    walk_in: bool = False
    capacity: Capacity = Capacity.UNKNOWN
    refer: str = ""
    phone: str = ""
    address: str = ""
    contact: str = ""
    outreach: bool = False

    def draft(self) -> PartnerDraft:
        """Return it as if somebody had filled it in."""
        said = {name: getattr(self, name) for name in type(self).model_fields if name != "hours"}
        return PartnerDraft(hours=hours_reading.read(self.hours) if self.hours else None, **said)


class Coalition(Declared):
    """The whole of it."""

    name: Line
    area: Line
    languages: tuple[str, ...]
    owner: Owner
    deputy: str
    permits: tuple[Line, ...]
    police: Line
    crowd: int
    channels: Mapping[str, tuple[str, ...]]
    seats: tuple[Seat, ...]
    partners: tuple[Partner, ...]


@cache
def coalition() -> Coalition:
    """Return it."""
    return Coalition.model_validate(sheets.read("knowledge.sample_coalition", "coalition.yaml"))
