"""What every change of an action item goes through, within its caller's transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from handlers.actions import message
from handlers.actions.lists import Reader
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, Role, may
from knowledge.actions.item import ActionItem
from knowledge.deliveries import Kind
from knowledge.errors import NothingKnownError, RefusedError, UsageError
from knowledge.words import _
from storage import actions, people, workspaces

#: What whoever has an item, or reads one, must be allowed.
NEEDS = Permission.ACTIONS_USE


def found(session: Session, member: Member, item: int, *, locked: bool = True) -> ActionItem:
    """Return an item, which nobody else changes until the transaction ends.

    Raises
    ------
    NothingKnownError
        When there is none of that number.
    """
    kept = actions.find(session, workspace=member.workspace, item=item, locked=locked)
    if kept is None:
        raise NothingKnownError(_("I cannot find that item. `/coalition actions` shows yours."))
    return kept


def apply(
    session: Session, tools: Toolbox, member: Member, item: int, changed: Mapping[str, Any]
) -> ActionItem:
    """Change fields of an item as ``member``."""
    return actions.change(
        session,
        workspace=member.workspace,
        item=item,
        changed=changed,
        by=person_of(session, tools, member),
        now=tools.now(),
    )


def check_held(member: Member, item: ActionItem) -> None:
    """Let pass whoever has an item, wrote it down or coordinates; anybody where nobody has it.

    Raises
    ------
    RefusedError
        For everybody else.
    """
    if item.owner is None or member.person in (item.owner, item.created_by):
        return
    if member.seat is not Role.COORDINATOR:
        raise RefusedError(
            _("Somebody else has this one. You can mark it done or edit it, or ask them.")
        )


def person_of(session: Session, tools: Toolbox, member: Member) -> str:
    """Return the random id of whoever asks."""
    row = people.ensure(
        session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
    )
    return row.id


def owner_of(session: Session, *, workspace: int, slack_user: str) -> str:
    """Return the random id of somebody in Slack who may have items.

    Raises
    ------
    UsageError
        When they have no seat in the coalition.
    """
    known = people.member(session, workspace=workspace, slack_user=slack_user)
    if NEEDS not in may(known):
        raise UsageError(
            _("That person has no seat in the coalition yet. Choose somebody who has joined.")
        )
    return known.person


def read(session: Session, tools: Toolbox, member: Member) -> Reader:
    """Return what a list needs to know of whoever reads it."""
    return Reader(
        person=member.person,
        people=actions.owners(session, workspace=member.workspace),
        today=today(session, tools, member.workspace),
        seats=member.seat is Role.COORDINATOR,
    )


def today(session: Session, tools: Toolbox, workspace: int) -> date:
    """Return the local day of a coalition."""
    return tools.now().astimezone(workspaces.zone(session, workspace=workspace)).date()


def tell(
    session: Session,
    tools: Toolbox,
    member: Member,
    item: ActionItem,
    to: str | None,
    what: message.News,
) -> None:
    """Promise somebody else word of what ``member`` did with an item; none to oneself."""
    row = people.by_id(session, workspace=member.workspace, person=to) if to else None
    if row is None or row.slack_user == member.slack_user:
        return
    enqueue(
        session,
        workspace=member.workspace,
        parts=("action", item.id, item.version, what.value, row.id),
        kind=Kind.PERSONAL,
        needs=NEEDS,
        message=message.news(
            item, what, by=member.slack_user, seen_by=read(session, tools, member)
        ),
        now=tools.now(),
        person=row.slack_user,
    )
