"""The checklists: what they hold, and how a coordinator changes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.checklists.request import DUE, HERE, Spot
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, may
from knowledge.editing import ChangedMeanwhileError, merged
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.events import checklists
from knowledge.events.checklists import CONTENT, Listed
from knowledge.events.kinds import EventType, Phase
from knowledge.words import _
from storage import audit, people, workspaces
from storage.events import own_items, templates

_PHASES = tuple(Phase)


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list as one person sees it.

    Attributes
    ----------
    of
        ``core`` or a type of event; a type's list has the core's items too.
    manages
        Whether they may change it.
    limited
        Whether the words of outreach's items are not theirs to read, as on plans.
    users
        The Slack user of each random id.
    """

    of: str
    items: tuple[Listed, ...]
    manages: bool
    limited: bool
    today: date
    users: Mapping[str, str]

    @property
    def here(self) -> tuple[Listed, ...]:
        """The items that stand in this list itself, without every event's."""
        return tuple(one for one in self.items if one.home == self.of)

    def hides(self, one: Listed) -> bool:
        """Return whether an item's words are not for this person."""
        return self.limited and one.veiled

    def due(self, found: tuple[Listed, ...]) -> tuple[Listed, ...]:
        """Return those of some items that somebody should look at again."""
        return tuple(one for one in found if one.due(self.today))

    def chosen(self, only: str) -> tuple[Listed, ...]:
        """Return the items by phase, every event's after the list's own, the retired ones last."""
        some = {DUE: self.due(self.items), HERE: self.here}
        found = some.get(only, self.items)

        def place(one: Listed) -> tuple[bool, int, bool]:
            return one.retired, _PHASES.index(one.item.phase), one.home != self.of

        return tuple(sorted(found, key=place))

    def find(self, item: str) -> Listed:
        """Return one item.

        Raises
        ------
        NothingKnownError
            When the list has no such item.
        RefusedError
            When its words are not for this person.
        """
        found = next((one for one in self.items if one.id == item), None)
        if found is None:
            raise NothingKnownError(
                _("The list has no such item. `/event lists` shows what it has.")
            )
        if self.hides(found):
            raise RefusedError(_("Outreach information stays with outreach."))
        return found


def every(tools: Toolbox, member: Member) -> tuple[Checklist, ...]:
    """Return every list: the core, then the types."""
    with tools.read() as session:
        return tuple(_checklist(session, tools, member, of) for of in checklists.names())


def read(tools: Toolbox, member: Member, of: str) -> Checklist:
    """Return one list."""
    with tools.read() as session:
        return _checklist(session, tools, member, of)


def add(tools: Toolbox, member: Member, of: str, wanted: Mapping[str, Any]) -> Listed:
    """Add an item to a list, and return it."""
    with tools.begin() as session:
        item = own_items.adopt(
            session,
            workspace=member.workspace,
            in_list=of,
            wording=wanted,
            by=member.person,
            now=_now(session, tools, member),
        )
        return _checklist(session, tools, member, of).find(item)


def save(tools: Toolbox, member: Member, spot: Spot, wanted: Mapping[str, Any]) -> Listed:
    """Change an item, and return it.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same of it since it was opened.
    RefusedError
        When a list would lose what none may be without.
    """
    with tools.begin() as session:
        before = _checklist(session, tools, member, spot.of).find(spot.item)
        after = own_items.change(
            session,
            workspace=member.workspace,
            in_list=before.home,
            item=spot.item,
            version=spot.version,
            wanted=wanted,
            by=member.person,
            now=_now(session, tools, member),
            seen=spot.seen,
        )
        settle(session, tools, member, before, after)
        return after


def retire(tools: Toolbox, member: Member, spot: Spot, reason: str) -> Listed:
    """Take an item off the list for plans from now on.

    Raises
    ------
    RefusedError
        When a list would lose what none may be without.
    """
    return save(tools, member, spot, {"retired": True, "reason": reason})


def bring_back(tools: Toolbox, member: Member, spot: Spot) -> Listed:
    """Put a retired item on the list again."""
    return save(tools, member, spot, {"retired": False, "reason": ""})


def reset(tools: Toolbox, member: Member, spot: Spot) -> Listed:
    """Let the product's words hold again.

    Raises
    ------
    NothingKnownError
        When the coalition wrote the item itself.
    """
    theirs = read(tools, member, spot.of).find(spot.item).product
    if theirs is None:
        raise NothingKnownError(_("This item is your own: there are no other words for it."))
    return save(tools, member, spot, theirs.model_dump(mode="json", include=set(CONTENT)))


def review(tools: Toolbox, member: Member, spot: Spot) -> Listed:
    """Keep that somebody looked at an item today and it still holds."""
    today = read(tools, member, spot.of).today
    return save(tools, member, spot, {"reviewed": today.isoformat()})


def undo(tools: Toolbox, member: Member, spot: Spot) -> Listed:
    """Take back the edit that made a version.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same of it since.
    """
    with tools.begin() as session:
        before = _checklist(session, tools, member, spot.of).find(spot.item)
        after = own_items.undo(
            session,
            workspace=member.workspace,
            in_list=before.home,
            item=spot.item,
            version=spot.version,
            by=member.person,
            now=_now(session, tools, member),
        )
        settle(session, tools, member, before, after)
        return after


def theirs(error: ChangedMeanwhileError) -> tuple[str, int, dict[str, Any]]:
    """Return who changed something meanwhile, the version they made, and what it now is."""
    last = error.edits[-1]
    return last.by, last.version, {field: pair[1] for field, pair in merged(error.edits).items()}


def _checklist(session: Session, tools: Toolbox, member: Member, of: str) -> Checklist:
    return Checklist(
        of=of,
        items=templates.listed(session, workspace=member.workspace, of=of),
        manages=Permission.PLAN_MANAGE in may(member),
        limited=member.limited,
        today=_now(session, tools, member).date(),
        users=people.slack_users(session, workspace=member.workspace),
    )


def settle(session: Session, tools: Toolbox, member: Member, before: Listed, after: Listed) -> None:
    """Refuse a change that takes what no list may lose, and write down one that makes it weaker.

    Raises
    ------
    RefusedError
        When a list would lose what none may be without.
    """
    of = member.workspace
    lists: dict[EventType, tuple[Listed, ...]] = {
        kind: templates.listed(session, workspace=of, of=kind.value)
        for kind in checklists.kinds(before.home)
    }
    checklists.check(before, after, lists)
    retired = after.retired and not before.retired
    eased = before.item.critical and not after.item.critical
    if before.item.critical and (retired or eased):
        audit.write(
            session,
            workspace=of,
            at=tools.now(),
            actor=member.person,
            act="checklist.retired" if retired else "checklist.eased",
            about=f"{before.home}:{before.id}",
        )


def _now(session: Session, tools: Toolbox, member: Member) -> datetime:
    """Return the moment as the coalition's clocks have it, so that today is their today."""
    return tools.now().astimezone(workspaces.zone(session, workspace=member.workspace))
