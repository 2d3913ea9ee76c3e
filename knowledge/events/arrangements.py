"""What is where at an event, how people there talk, and who helps whoever is hurt."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self

from knowledge.events.facts import Facts
from knowledge.events.staffing import Counts, exit_capacity, holding_capacity, roughly
from knowledge.words import _

#: In how many minutes a place is cleared where nobody said; under ten is the aim (E30). [min]
CLEARED = 8
#: How many aims one page has room for (ICS 202).
AIMS = 5


class Theme(StrEnum):
    """What is asked together, in one short dialog."""

    ROOM = "room"
    SHELTER = "shelter"
    HELP = "help"
    TALK = "talk"
    AIMS = "aims"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Arrangements:
    """What is arranged for an event; "" and None are what nobody said yet.

    Attributes
    ----------
    area, width
        Usable standing room [m²], and of all exits together [m].
    minutes
        To clear the place. [min]
    elders
        Whether most who come are older.
    posted
        How many the fire marshal, or a sign on the wall, allows. [people]
    exits, shelter, quiet, meeting, children, cars
        Places in words, as ``Facts`` has them.
    first_aid, kits, hospital, ambulance
        The first-aid point; where AED and bleeding kits are and which role carries them; the
        nearest trauma center; by which way an ambulance comes.
    main, backup
        How those who work there talk, and how when that fails.
    ask, press, phone
        Whom guests ask; who speaks to the press; a number for questions, an organization's.
    aims
        What the day is to reach, five at most.
    approaches, younger, teens, seats
        Ways in and openings; young people of 9 to 12, and of 13 and more; seats put up.
    """

    area: float | None = None
    width: float | None = None
    minutes: int | None = None
    elders: bool | None = None
    posted: int | None = None
    exits: str = ""
    shelter: str = ""
    quiet: str = ""
    meeting: str = ""
    children: str = ""
    cars: str = ""
    first_aid: str = ""
    kits: str = ""
    hospital: str = ""
    ambulance: str = ""
    main: str = ""
    backup: str = ""
    ask: str = ""
    press: str = ""
    phone: str = ""
    aims: tuple[str, ...] = ()
    approaches: int | None = None
    younger: int | None = None
    teens: int | None = None
    seats: int | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Self:
        """Return what was kept as JSON; fields that are not there were never said."""
        known = {name: kept[name] for name in NAMES if name in kept} if kept else {}
        if "aims" in known:
            known["aims"] = tuple(known["aims"])
        return cls(**known)

    def values(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {name: getattr(self, name) for name in NAMES} | {"aims": list(self.aims)}

    def said(self, name: str) -> bool:
        """Return whether somebody said something of a field."""
        return getattr(self, name) not in (None, "", ())

    @property
    def holds(self) -> int | None:
        """How many can stand there by its room: two a square meter (E30); None if not known."""
        return None if self.area is None else holding_capacity(self.area)

    @property
    def lets_out(self) -> int | None:
        """How many its exits let out in the minutes there are (E30); None if not known."""
        if self.width is None:
            return None
        return exit_capacity(self.width, self.cleared, older=self.elders is True)

    @property
    def cleared(self) -> int:
        """The minutes in which the place is cleared [min]."""
        return self.minutes or CLEARED

    @property
    def capacity(self) -> int | None:
        """How many it safely holds: the smallest number that is known; None while none is.

        Where only some are known it may hold fewer, never more.
        """
        known = [one for one in (self.holds, self.lets_out, self.posted) if one is not None]
        return min(known, default=None)

    @property
    def about(self) -> int | None:
        """The same as it is said: a formula is no more exact than two digits."""
        if self.capacity is None or self.capacity == self.posted:
            return self.capacity
        return roughly(self.capacity)

    @property
    def counts(self) -> Counts:
        """What the staffing formulas look at."""
        return Counts(self.approaches, self.younger, self.teens, self.seats)

    def facts(self, known: Facts) -> Facts:
        """Return the facts that are read out, with what is arranged among them."""
        return replace(
            known,
            exits=self.exits or known.exits,
            quiet=self.quiet or known.quiet,
            shelter=self.shelter or known.shelter,
            meeting=self.meeting or known.meeting,
            first_aid=self._kit() or known.first_aid,
            children=self.children or known.children,
            cars=self.cars or known.cars,
            ask=self.ask or known.ask,
            press=self.press or known.press,
            phone=self.phone or known.phone,
        )

    def _kit(self) -> str:
        """Say where somebody is sent for AED and bleeding kit."""
        if self.kits or not self.first_aid:
            return self.kits
        return _("ask at {place}").format(place=self.first_aid)


NAMES = tuple(field.name for field in fields(Arrangements))
#: The fields of each theme, in the order to ask.
THEMES: dict[Theme, tuple[str, ...]] = {
    Theme.ROOM: ("exits", "area", "width", "minutes", "elders", "posted"),
    Theme.SHELTER: ("shelter", "meeting", "quiet", "children", "cars"),
    Theme.HELP: ("first_aid", "kits", "ambulance", "hospital"),
    Theme.TALK: ("main", "backup", "ask", "press", "phone"),
    Theme.AIMS: ("aims",),
    Theme.COUNTS: ("approaches", "younger", "teens", "seats"),
}
