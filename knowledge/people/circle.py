"""Who sits in a coalition, as far as it bears on who may confirm what."""

from collections.abc import Collection
from dataclasses import dataclass

from knowledge.access import Duties, Role

#: The roles of street outreach.
OUTREACH_ROLES = frozenset({Role.WORKER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is on record.

    Attributes
    ----------
    partner
        The organisation they sit for; None for nobody's.
    outreach
        Whether that organisation does street outreach.
    active
        Whether the seat counts: with an organisation, pledged, neither suspended nor gone.
    """

    person: str
    role: Role = Role.VISITOR
    duties: Duties = Duties.UNANSWERED
    partner: int | None = None
    outreach: bool = False
    active: bool = False

    @property
    def heard(self) -> bool:
        """Whether their word counts: a seat above visitor, without law-enforcement duties.

        Each change can be a step towards outreach. So none rests on the word of somebody whom
        the one-way rule keeps out, which keeps pressure off that person, too.
        """
        seated = self.active and self.role is not Role.VISITOR
        return seated and self.duties is not Duties.LAW_ENFORCEMENT

    @property
    def cleared(self) -> bool:
        """Whether a "no" to law-enforcement duties is confirmed."""
        return self.duties in (Duties.NONE, Duties.PUBLIC)

    @property
    def trusted(self) -> bool:
        """Whether their word goes before that of members whose answer nobody confirmed yet.

        A coordinator's does, confirmed or not: a new coalition begins with one.
        """
        return self.cleared or self.coordinates

    @property
    def coordinates(self) -> bool:
        """Whether they are a coordinator whose word counts."""
        return self.role is Role.COORDINATOR and self.heard

    @property
    def supervises(self) -> bool:
        """Whether they are an outreach supervisor, and a "no" to such duties is confirmed."""
        return self.role is Role.SUPERVISOR and self.cleared and self.heard


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody on record."""

    seats: tuple[Seat, ...] = ()

    def find(self, person: str) -> Seat:
        """Return somebody's seat; who has none gets one that counts for nothing."""
        return next((seat for seat in self.seats if seat.person == person), Seat(person))

    def coordinators(self, *, without: Collection[str] = ()) -> tuple[str, ...]:
        """Return the coordinators except some people."""
        return self._who("coordinates", without)

    def supervisors(self, *, without: Collection[str] = ()) -> tuple[str, ...]:
        """Return the outreach supervisors except some people."""
        return self._who("supervises", without)

    def outreach_side(self, *, without: Collection[str] = ()) -> tuple[str, ...]:
        """Return who speaks for outreach: its supervisors, else who sits for such a partner."""
        return self.supervisors(without=without) or tuple(
            seat.person
            for seat in self.seats
            if seat.outreach and seat.person not in without and seat.heard
        )

    def has_outreach(self, *, without: Collection[str] = ()) -> bool:
        """Return whether anybody is on record for outreach, suspended or gone too."""
        return any(
            seat.outreach or seat.role in OUTREACH_ROLES
            for seat in self.seats
            if seat.person not in without
        )

    def _who(self, word: str, without: Collection[str]) -> tuple[str, ...]:
        return tuple(
            seat.person for seat in self.seats if seat.person not in without and getattr(seat, word)
        )
