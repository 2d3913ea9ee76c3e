"""The people of a coalition as its roster lists them."""

from dataclasses import dataclass
from datetime import date

from knowledge.access import Duties, Role


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the roster.

    Attributes
    ----------
    duties, said
        What counts, and what they answered.
    partner, sector
        The name and sector of their organisation; "" while they wait for a seat.
    """

    person: str
    slack_user: str
    role: Role
    duties: Duties
    said: Duties
    partner: str
    sector: str
    pledged: bool
    trained_on: date | None
    suspended: bool
    left: bool

    @property
    def above_visitor(self) -> bool:
        """Whether their seat opens more than a visitor sees, or would without a suspension."""
        return bool(self.sector) and self.pledged and self.role is not Role.VISITOR
