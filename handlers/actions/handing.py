"""Handing an item over: the other accepts or declines, and until then it stays where it is."""

from handlers.actions import changing
from handlers.actions.message import News
from handlers.toolbox import Toolbox
from knowledge.access import Member, Role
from knowledge.actions.item import ActionItem, State
from knowledge.errors import RefusedError, UsageError
from knowledge.words import _
from storage import people


def offer(tools: Toolbox, member: Member, item: int, *, to: str) -> ActionItem:
    """Ask somebody, by their Slack user, to take an item over.

    Raises
    ------
    UsageError
        When they have no seat, or have the item already.
    RefusedError
        When the item is not this person's to hand over.
    """
    with tools.begin() as session:
        now = changing.found(session, member, item)
        changing.check_held(member, now)
        other = changing.owner_of(session, workspace=member.workspace, slack_user=to)
        if other == now.owner:
            raise UsageError(_("They have it already. Choose somebody else."))
        if to == member.slack_user:
            return changing.apply(
                session, tools, member, item, {"owner": other, "offered_to": None}
            )
        offered = changing.apply(session, tools, member, item, {"offered_to": other})
        if offered.version != now.version:
            changing.tell(session, tools, member, offered, other, News.OFFERED)
        return offered


def take_back(tools: Toolbox, member: Member, item: int) -> ActionItem:
    """Keep an item that somebody was asked to take over and has not accepted."""
    with tools.begin() as session:
        changing.check_held(member, changing.found(session, member, item))
        return changing.apply(session, tools, member, item, {"offered_to": None})


def accept(tools: Toolbox, member: Member, item: int) -> ActionItem:
    """Take over an item that was offered; whoever had it is told.

    Raises
    ------
    UsageError
        When it is not offered to this person any more.
    """
    with tools.begin() as session:
        now = changing.found(session, member, item)
        _check_offered(member, now)
        taken = {"owner": member.person, "offered_to": None, "snoozed_until": None}
        accepted = changing.apply(session, tools, member, item, taken)
        changing.tell(session, tools, member, accepted, now.owner, News.ACCEPTED)
        return accepted


def decline(tools: Toolbox, member: Member, item: int) -> ActionItem:
    """Leave an item with whoever has it; they are told."""
    with tools.begin() as session:
        now = changing.found(session, member, item)
        _check_offered(member, now)
        declined = changing.apply(session, tools, member, item, {"offered_to": None})
        changing.tell(session, tools, member, declined, now.owner, News.DECLINED)
        return declined


def take(tools: Toolbox, member: Member, item: int) -> ActionItem:
    """Take what nobody has; what somebody had who left, a coordinator takes over.

    Raises
    ------
    UsageError
        When somebody has it.
    RefusedError
        When it was somebody's who left, for everybody but coordinators.
    """
    with tools.begin() as session:
        now = changing.found(session, member, item)
        if now.owner is not None:
            row = people.by_id(session, workspace=member.workspace, person=now.owner)
            if row is not None and row.left_at is None:
                raise UsageError(
                    _("Somebody has this one by now. `/coalition actions` shows yours.")
                )
            if member.seat is not Role.COORDINATOR:
                raise RefusedError(
                    _("Somebody had this who left. A coordinator takes it over, or hands it on.")
                )
        mine = changing.person_of(session, tools, member)
        taken = {"owner": mine, "offered_to": None, "snoozed_until": None}
        return changing.apply(session, tools, member, item, taken)


def _check_offered(member: Member, item: ActionItem) -> None:
    if item.state is not State.OPEN or item.offered_to != member.person or not member.person:
        raise UsageError(
            _("This is not waiting for you any more. `/coalition actions` shows your list.")
        )
