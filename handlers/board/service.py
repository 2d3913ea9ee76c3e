"""The board's use cases: asking, taking, giving back, withdrawing, thanking, closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from sqlalchemy.orm import Session

from handlers.blocks import Message
from handlers.board import message
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.board import privacy, when
from knowledge.board.line import line
from knowledge.board.need import Need, State, Thanks
from knowledge.deliveries import Kind
from knowledge.errors import UsageError
from knowledge.words import _
from storage import board, partners, people, workspaces

#: How far back the board shows whom to thank.
THANKED = timedelta(days=30)
#: The local hours in which somebody is told what nobody waits for.
AWAKE = range(8, 21)
#: How many posts of closed needs are mended at once.
TIDIED = 5


class Pressed(StrEnum):
    """What a press of "I can" met."""

    TAKEN = "taken"
    ALREADY = "already"
    OWN = "own"
    OTHER = "other"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that waits for its writer's word; ``doubts`` is what to look at once more."""

    need: Need
    doubts: tuple[str, ...]
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Board:
    """What a member sees of the board; ``users`` are Slack users by random id."""

    reader: str
    open: tuple[Need, ...]
    mine: tuple[Need, ...]
    thanks: tuple[Thanks, ...]
    users: Mapping[str, str]
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a press, and the need as it is now; None where it is gone."""

    pressed: Pressed
    need: Need | None
    users: Mapping[str, str]


def look(tools: Toolbox, member: Member) -> Board:
    """Return what is open, what that member took, and whom to thank."""
    now = tools.now()
    with tools.read() as session:
        return Board(
            reader=member.person,
            open=board.open_(session, workspace=member.workspace, now=now),
            mine=board.taken_by(session, workspace=member.workspace, person=member.person, now=now),
            thanks=board.thanks(session, workspace=member.workspace, since=now - THANKED),
            users=people.slack_users(session, workspace=member.workspace),
            zone=workspaces.zone(session, workspace=member.workspace),
        )


def draft(
    tools: Toolbox, member: Member, text: str, *, channel: str, replaces: int | None = None
) -> Asked:
    """Keep a line that may be posted, once its writer has seen who will see it.

    Raises
    ------
    UsageError
        When it is no line, its time is over, or it says who somebody is.
    """
    now, said = tools.now(), line(text)
    with tools.begin() as session:
        zone = workspaces.zone(session, workspace=member.workspace)
        local = now.astimezone(zone)
        doubts = privacy.admit(said, today=local.date(), known=_known(session, member.workspace))
        if replaces is not None:
            board.discard(
                session, workspace=member.workspace, need=replaces, by=member.person, now=now
            )
        need = board.draft(
            session,
            workspace=member.workspace,
            text=said,
            asked_by=member.person,
            channel=channel,
            until=when.until(said, local),
            now=now,
        )
    return Asked(need, doubts, zone)


def words(tools: Toolbox, member: Member, need: int) -> Need | None:
    """Return a need of that member's own, to be written anew."""
    with tools.read() as session:
        found = board.by_id(session, workspace=member.workspace, need=need)
    return found if found is not None and found.asked_by == member.person else None


def begin(tools: Toolbox, member: Member, need: int) -> Need:
    """Put a draft on the board, just before it is posted.

    Raises
    ------
    UsageError
        When it is there already, is gone, or its time is over.
    """
    with tools.begin() as session:
        found = board.by_id(session, workspace=member.workspace, need=need)
        if found is not None and found.state is State.DRAFT and found.over(tools.now()):
            raise UsageError(_("Its time is over meanwhile. Ask again with another time."))
        opened = board.post(session, workspace=member.workspace, need=need, by=member.person)
    if opened is None:
        raise UsageError(
            _("That is posted already, or was written anew. `/coalition board` shows what is open.")
        )
    return opened


def give_up(tools: Toolbox, workspace: int, need: int) -> None:
    """Make a draft of a need again that could not be posted, so that it can be tried again."""
    with tools.begin() as session:
        board.unpost(session, workspace=workspace, need=need)


def posted(tools: Toolbox, workspace: int, need: int, ts: str) -> None:
    """Remember which post is to be kept in step with a need; "" for none."""
    with tools.begin() as session:
        board.posted(session, workspace=workspace, need=need, ts=ts)


def take(tools: Toolbox, member: Member, need: int, *, ts: str = "") -> Answer:
    """Give a need to who pressed first, and tell them and who asked.

    Parameters
    ----------
    ts
        The post whose button was pressed; it is kept in step where no other is known.
    """
    now, workspace = tools.now(), member.workspace
    with tools.begin() as session:
        users = people.slack_users(session, workspace=workspace)
        taken = board.take(session, workspace=workspace, need=need, by=member.person, now=now)
        found = taken or board.by_id(session, workspace=workspace, need=need)
        if found is not None and ts and not found.ts:
            board.posted(session, workspace=workspace, need=need, ts=ts)
            found = board.by_id(session, workspace=workspace, need=need)
        if taken is not None and found is not None:
            zone = workspaces.zone(session, workspace=workspace)
            _tell(session, tools, workspace, taken, taken.asked_by, message.found(taken, users))
            told = message.yours(taken, users, zone)
            _tell(session, tools, workspace, taken, member.person, told)
            return Answer(Pressed.TAKEN, found, users)
    return Answer(_why_not(found, member, now), found, users)


def release(tools: Toolbox, member: Member, need: int) -> Need | None:
    """Open a need again for who cannot after all, and tell who asked; None where it is over."""
    with tools.begin() as session:
        opened = board.release(
            session, workspace=member.workspace, need=need, by=member.person, now=tools.now()
        )
        if opened is not None:
            told = message.open_again(opened)
            _tell(session, tools, member.workspace, opened, opened.asked_by, told)
    return opened


def withdraw(tools: Toolbox, member: Member, need: int) -> Need | None:
    """Take a need off for who asked, and tell who had taken it; None where it is off already."""
    with tools.begin() as session:
        off = board.withdraw(
            session, workspace=member.workspace, need=need, by=member.person, now=tools.now()
        )
        if off is not None and off.taken_by is not None:
            told = message.not_needed(off)
            _tell(session, tools, member.workspace, off, off.taken_by, told)
    return off


def say_thanks(tools: Toolbox, member: Member, need: int, *, agreed: bool) -> Need | None:
    """Remember whether that member is thanked by name; None where it is not theirs any more."""
    with tools.begin() as session:
        return board.say_thanks(
            session, workspace=member.workspace, need=need, by=member.person, agreed=agreed
        )


def close(tools: Toolbox, workspace: int) -> None:
    """Close what is over or whose taker left, and tell who asked, by day."""
    now = tools.now()
    with tools.begin() as session:
        board.drop_drafts(session, workspace=workspace, now=now)
        due = _waking(now.astimezone(workspaces.zone(session, workspace=workspace)))
        for need in board.close_over(session, workspace=workspace, now=now):
            told = message.nobody(need)
            _tell(session, tools, workspace, need, need.asked_by, told, due=due)
        for need in board.taken(session, workspace=workspace, now=now):
            if _here(session, workspace, need.taken_by or ""):
                continue
            fallen = board.fall_through(session, workspace=workspace, need=need.id, now=now)
            if fallen is not None:
                told = message.helper_left(fallen)
                _tell(session, tools, workspace, fallen, fallen.asked_by, told, due=due)


def unsettled(tools: Toolbox, workspace: int) -> tuple[Need, ...]:
    """Return some of the needs that are off the board and whose post still shows the button."""
    with tools.read() as session:
        return board.unsettled(session, workspace=workspace, most=TIDIED)


def shown_by(tools: Toolbox, workspace: int) -> tuple[Mapping[str, str], tzinfo]:
    """Return the Slack users by random id, and the zone, that a post is written with."""
    with tools.read() as session:
        users = people.slack_users(session, workspace=workspace)
        return users, workspaces.zone(session, workspace=workspace)


def _why_not(found: Need | None, member: Member, now: datetime) -> Pressed:
    if found is None or found.over(now) or found.state not in (State.OPEN, State.TAKEN):
        return Pressed.OFF
    if found.asked_by == member.person:
        return Pressed.OWN
    return Pressed.ALREADY if found.taken_by == member.person else Pressed.OTHER


def _tell(
    session: Session,
    tools: Toolbox,
    workspace: int,
    need: Need,
    person: str,
    told: Message,
    *,
    due: datetime | None = None,
) -> None:
    """Promise one person a message; who left is told nothing."""
    user = _here(session, workspace, person)
    if user is None:
        return
    enqueue(
        session,
        workspace=workspace,
        parts=("need", need.id, need.version, need.state, person),
        kind=Kind.PERSONAL,
        needs=Permission.BOARD_USE,
        message=told,
        now=tools.now(),
        due=due,
        person=user,
    )


def _here(session: Session, workspace: int, person: str) -> str | None:
    """Return the Slack user of somebody who has not left."""
    row = people.by_id(session, workspace=workspace, person=person)
    return None if row is None or row.left_at is not None else row.slack_user


def _known(session: Session, workspace: int) -> list[str]:
    """Return the names of organizations and of the places that they serve."""
    listed = [one.name for one in partners.listed(session, workspace=workspace)]
    return [*listed, *partners.places(session, workspace=workspace)]


def _waking(local: datetime) -> datetime:
    """Return the moment itself, or the next morning for one in the night."""
    if local.hour in AWAKE:
        return local
    morning = local.replace(hour=AWAKE.start, minute=0, second=0, microsecond=0)
    return morning if local.hour < AWAKE.start else morning + timedelta(days=1)
