"""The numbers of an event's call list: each person gives their own, for its people alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from handlers.events import reading
from handlers.events.seen import Seen
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import RefusedError
from knowledge.events.event import Hand
from knowledge.words import _, ngettext
from storage.events import phones
from storage.partners import queries as partners


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of those named on a plan.

    Attributes
    ----------
    given
        What people gave themselves, by their random id.
    public
        The public number of each organisation that has not said who comes, by its id.
    people
        How many people are on the plan.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    public: Mapping[int, str] = field(default_factory=dict)
    people: int = 0

    def of(self, hand: Hand) -> str:
        """Return the number of who holds a role; "" where nobody gave one."""
        if hand.person:
            return self.given.get(hand.person, "")
        return self.public.get(hand.partner or 0, "")

    def told(self) -> str:
        """Say how many people gave theirs."""
        return ngettext(
            "{n} of {people} person has given a number for the call list.",
            "{n} of {people} people have given a number for the call list.",
            self.people,
        ).format(n=len(self.given), people=self.people)


def read(tools: Toolbox, member: Member, event: int) -> tuple[Seen, Numbers]:
    """Return an event and its numbers, for somebody who is named on its plan.

    Raises
    ------
    NothingKnownError
        When there is no such event for them.
    RefusedError
        When they are not named on its plan.
    """
    with tools.read() as session:
        seen = _named(session, tools, member, event)
        return seen, numbers(session, member.workspace, seen)


def numbers(session: Session, workspace: int, seen: Seen) -> Numbers:
    """Return the numbers of an event, for whoever is known to be named on its plan."""
    present = {one.person for one in seen.hands if one.person}
    given = phones.given(session, workspace=workspace, event=seen.event.id)
    ids = sorted({one.partner for one in seen.hands if one.partner and not one.person})
    found = partners.several(session, workspace=workspace, ids=ids)
    public = {one.id: one.phone for one in found if one.phone and not one.archived}
    return Numbers(given, public, len(present))


def give(tools: Toolbox, member: Member, event: int, phone: str) -> None:
    """Keep somebody's own number for an event, or with "" take it out; nobody gives another's.

    Raises
    ------
    NothingKnownError, RefusedError
        As in :func:`read`.
    """
    with tools.begin() as session:
        _named(session, tools, member, event)
        phones.give(
            session, workspace=member.workspace, event=event, person=member.person, phone=phone
        )


def _named(session: Session, tools: Toolbox, member: Member, event: int) -> Seen:
    seen = reading.seen(session, tools, member, event)
    if not seen.named:
        raise RefusedError(
            _("Numbers are for those named on this plan alone. The event lead can name you.")
        )
    return seen
