"""Where each sector stands: seated, active, missing; and whom to invite next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlers.partners.searching import local
from handlers.toolbox import Toolbox
from knowledge.partners import inviting, sectors
from knowledge.partners.inviting import Invitation
from knowledge.partners.sectors import Sector, Standing
from storage import partners


@dataclass(frozen=True, slots=True)
class Table:
    """The coalition's table.

    Attributes
    ----------
    standings
        Where each of the fifteen sectors stands.
    seats
        How many people sit for each sector that has a seat.
    came
        The local day on which each sector last came to a meeting.
    listed
        How many organisations of a sector are in the directory, at the table or not.
    invitation
        Whom to invite next; None when every sector has a seat.
    """

    standings: Mapping[Sector, Standing]
    seats: Mapping[Sector, int]
    came: Mapping[Sector, date | None]
    listed: Mapping[Sector, int]
    invitation: Invitation | None
    today: date

    def of(self, standing: Standing) -> tuple[Sector, ...]:
        """Return the sectors that stand so, in their usual order."""
        return tuple(one for one in Sector if self.standings[one] is standing)


def table(tools: Toolbox, *, workspace: int) -> Table:
    """Return who is at the table today.

    A sector has a seat when somebody sits for one of its organisations; to be in the directory
    is not to be at the table.
    """
    with tools.read() as session:
        moment = local(tools, session, workspace)
        seats = partners.by_sector(session, workspace=workspace)
        listed = partners.listed_by_sector(session, workspace=workspace)
        came = partners.attended(
            session, workspace=workspace, until=moment, zone=str(moment.tzinfo)
        )
    standings = sectors.standings(seats, came, moment.date())
    invitation = inviting.next_invitation(standings)
    return Table(standings, seats, came, listed, invitation, moment.date())
