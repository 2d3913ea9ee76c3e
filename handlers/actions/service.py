"""Action items: made from anywhere, done, snoozed, handed over, dropped, each with an undo.

Every member sees every item and may edit it or mark it done: they are the coalition's, and
nothing of outreach is among them. Snoozing, handing over and dropping is for whoever has it,
wrote it down or coordinates.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from handlers.actions import changing, lists
from handlers.actions.changing import owner_of
from handlers.actions.lists import Listing, Mine, Part, Reader
from handlers.actions.message import News
from handlers.actions.request import Which
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.actions.item import ActionItem, State, order
from knowledge.editing import kept
from knowledge.errors import UsageError
from knowledge.words import _
from storage import actions, revisions

__all__ = [
    "create",
    "drop",
    "edit",
    "find",
    "finish",
    "listing",
    "mine",
    "owner_of",
    "reader",
    "snooze",
    "undo",
    "write",
]

_Parts = Sequence[tuple[Part, Sequence[ActionItem]]]


def create(
    tools: Toolbox,
    *,
    member: Member,
    text: str,
    owner: str | None = None,
    due: date | None = None,
    origin: str = "",
    channel: str = "",
    meeting_id: int | None = None,
    plan_item_id: int | None = None,
) -> ActionItem:
    """Keep a new item in a transaction of its own; see :func:`write`."""
    with tools.begin() as session:
        return write(
            session,
            tools,
            member=member,
            text=text,
            owner=owner,
            due=due,
            origin=origin,
            channel=channel,
            meeting_id=meeting_id,
            plan_item_id=plan_item_id,
        )


def write(
    session: Session,
    tools: Toolbox,
    *,
    member: Member,
    text: str,
    owner: str | None = None,
    due: date | None = None,
    origin: str = "",
    channel: str = "",
    meeting_id: int | None = None,
    plan_item_id: int | None = None,
) -> ActionItem:
    """Keep a new item within the caller's transaction, and tell its owner, if that is another.

    Parameters
    ----------
    owner
        The random id of whoever has it, from :func:`owner_of`; None for nobody yet.
    origin
        A link to where it came from.

    Raises
    ------
    UsageError
        When there are no words in it.
    """
    said = _said(text)
    by = changing.person_of(session, tools, member)
    item = actions.add(
        session,
        workspace=member.workspace,
        text=said,
        by=by,
        now=tools.now(),
        owner=owner,
        due=due,
        origin=origin,
        channel=channel,
        meeting_id=meeting_id,
        plan_item_id=plan_item_id,
    )
    if owner not in (None, by):
        changing.tell(session, tools, member, item, owner, News.GIVEN)
    return item


def mine(tools: Toolbox, member: Member) -> Mine:
    """Return what is on somebody's list."""
    with tools.read() as session:
        found = actions.concerning(session, workspace=member.workspace, person=member.person)
        return lists.mine(found, member.person, changing.today(session, tools, member.workspace))


def reader(tools: Toolbox, member: Member) -> Reader:
    """Return what a list needs to know of whoever reads it."""
    with tools.read() as session:
        return changing.read(session, tools, member)


def listing(
    tools: Toolbox, member: Member, which: Which, page: int = 0, *, whole: bool = False
) -> Listing:
    """Return one page of a list, or all of it on one."""
    with tools.read() as session:
        seen_by = changing.read(session, tools, member)
        parts = _PARTS[which](session, member, seen_by)
    size = lists.WHOLE if whole else lists.PAGE
    return lists.page_of(seen_by, which, parts, page=page, size=size)


def find(tools: Toolbox, member: Member, item: int) -> ActionItem:
    """Return one item.

    Raises
    ------
    NothingKnownError
        When there is none of that number.
    """
    with tools.read() as session:
        return changing.found(session, member, item, locked=False)


def edit(
    tools: Toolbox, member: Member, item: int, *, version: int, text: str, due: date | None
) -> ActionItem:
    """Change the words and the day of an item as it was at ``version``.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same since; it carries what.
    """
    wanted = {"text": _said(text), "due": due.isoformat() if due else None}
    with tools.begin() as session:
        now = changing.found(session, member, item)
        edits = revisions.since(
            session, workspace=member.workspace, noun=actions.NOUN, item=item, version=version
        )
        changed = {
            field: pair[1] for field, pair in kept(actions.values(now), wanted, edits).items()
        }
        return changing.apply(session, tools, member, item, changed)


def finish(tools: Toolbox, member: Member, item: int) -> ActionItem:
    """Mark an item as done; done twice is done once."""
    with tools.begin() as session:
        changing.found(session, member, item)
        return changing.apply(session, tools, member, item, {"state": State.DONE.value})


def drop(tools: Toolbox, member: Member, item: int) -> ActionItem:
    """Say that an item will not be done."""
    with tools.begin() as session:
        changing.check_held(member, changing.found(session, member, item))
        return changing.apply(session, tools, member, item, {"state": State.DROPPED.value})


def snooze(tools: Toolbox, member: Member, item: int, until: date | None) -> ActionItem:
    """Hide an item until a local day, or bring it back."""
    with tools.begin() as session:
        changing.check_held(member, changing.found(session, member, item))
        day = until.isoformat() if until else None
        return changing.apply(session, tools, member, item, {"snoozed_until": day})


def undo(tools: Toolbox, member: Member, item: int, version: int) -> ActionItem:
    """Take back what made ``version`` of an item; its first version is dropped.

    Raises
    ------
    UsageError
        When somebody changed the item since.
    """
    with tools.begin() as session:
        now = changing.found(session, member, item)
        if now.version != version:
            raise UsageError(
                _("That was changed again since, so I left it. `/coalition actions` shows it.")
            )
        if version == 1:
            return changing.apply(session, tools, member, item, {"state": State.DROPPED.value})
        (last,) = revisions.since(
            session, workspace=member.workspace, noun=actions.NOUN, item=item, version=version - 1
        )
        before = {field: pair[0] for field, pair in last.changed.items()}
        return changing.apply(session, tools, member, item, before)


def _said(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise UsageError(_("Say in a few words what is to be done."))
    return said


def _mine(session: Session, member: Member, seen_by: Reader) -> _Parts:
    items = actions.concerning(session, workspace=member.workspace, person=member.person)
    own = lists.mine(items, member.person, seen_by.today)
    adrift = actions.left_behind(session, workspace=member.workspace) if seen_by.seats else []
    return (
        (Part.LATE, own.late),
        (Part.WAITING, own.waiting),
        (Part.NEXT, own.next),
        (Part.ADRIFT, adrift),
        (Part.RESTING, own.resting),
    )


def _late(session: Session, member: Member, seen_by: Reader) -> _Parts:
    return ((Part.LATE, actions.late(session, workspace=member.workspace, today=seen_by.today)),)


def _all(session: Session, member: Member, seen_by: Reader) -> _Parts:
    found = order(actions.every_open(session, workspace=member.workspace), seen_by.today)
    return ((Part.LATE, found.late), (Part.NEXT, found.next), (Part.RESTING, found.waiting))


_PARTS = {Which.MINE: _mine, Which.LATE: _late, Which.ALL: _all}
