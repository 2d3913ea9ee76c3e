"""Reading and keeping the plan; who owns a line may tick it, coordinators do the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from handlers.hotspots.service import today
from handlers.plan.request import FieldError, Opened
from handlers.toolbox import Toolbox
from knowledge import access
from knowledge.access import Member, Permission, may
from knowledge.actions.item import State
from knowledge.errors import RefusedError
from knowledge.plan.entry import Entry
from knowledge.plan.tree import Branch, tree
from knowledge.words import _
from storage import people, places, plan
from storage.tables import Workspace

#: What everybody who reads the plan needs, and who owns a line of it.
NEEDS = Permission.PLAN_READ


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan as somebody reads it.

    Attributes
    ----------
    goals
        Everything, as a tree.
    users
        The Slack user behind each owner's random id.
    person, manages
        Who reads it, and whether they may change every line.
    """

    entries: tuple[Entry, ...]
    goals: tuple[Branch, ...]
    users: Mapping[str, str]
    today: date
    person: str
    manages: bool

    def branch(self, entry: int) -> Branch:
        """Return a line with what is below it.

        Raises
        ------
        storage.plan.GoneError
            When it is not in the plan any more.
        """
        found = _found(self.goals, entry)
        if found is None:
            raise plan.GoneError
        return found

    def may_tick(self, entry: Entry) -> bool:
        """Whether who reads it may say that a line is done."""
        return self.manages or (bool(self.person) and entry.owner == self.person)


@dataclass(frozen=True, slots=True)
class Outside:
    """How the plan is signed where it leaves Slack: organisations stand in place of people.

    Attributes
    ----------
    coalition
        What the coalition is called; "" while nobody said.
    seats
        The organisation that each person sits for, by random id.
    """

    coalition: str
    seats: Mapping[str, str]

    def owner(self, entry: Entry) -> str:
        """Return who answers for a line; "" where that is nobody with a seat."""
        return self.seats.get(entry.owner or "", "")


def read(tools: Toolbox, *, member: Member) -> Plan:
    """Return the plan as a member reads it."""
    workspace = member.workspace
    day = today(tools, workspace=workspace)
    with tools.read() as session:
        entries = tuple(plan.entries(session, workspace=workspace))
        users = people.slack_users(session, workspace=workspace)
    manages = Permission.PLAN_MANAGE in may(member)
    return Plan(entries, tree(entries), users, day, member.person, manages)


def add(tools: Toolbox, *, member: Member, opened: Opened, filled: Mapping[str, Any]) -> Entry:
    """Add a line as it was filled in.

    Raises
    ------
    FieldError
        When its owner could not see it.
    storage.plan.GoneError
        When the line above it is not there any more.
    """
    with tools.begin() as session:
        return plan.add(
            session,
            workspace=member.workspace,
            level=opened.level,
            parent=opened.parent,
            fields=_fields(session, tools, member, filled),
            now=tools.now(),
        )


def save(tools: Toolbox, *, member: Member, opened: Opened, filled: Mapping[str, Any]) -> Entry:
    """Change a line as it was filled in, or add it where it is new.

    Raises
    ------
    ChangedMeanwhileError
        When somebody else changed the same fields since the form was opened.
    FieldError
        When its owner could not see it.
    """
    if not opened.entry:
        return add(tools, member=member, opened=opened, filled=filled)
    with tools.begin() as session:
        return plan.change(
            session,
            workspace=member.workspace,
            entry=opened.entry,
            version=opened.version,
            wanted=_fields(session, tools, member, filled),
            by=_by(session, tools, member),
            now=tools.now(),
        )


def tick(tools: Toolbox, *, member: Member, entry: int) -> Entry:
    """Say that a line is done, or open again; its owner may, whatever their role.

    Raises
    ------
    RefusedError
        When it is neither theirs nor are they a coordinator.
    """
    with tools.begin() as session:
        found = plan.entry(session, workspace=member.workspace, entry=entry)
        _check_tick(member, found)
        done = State.OPEN if found.state is State.DONE else State.DONE
        return plan.change(
            session,
            workspace=member.workspace,
            entry=entry,
            version=found.version,
            wanted={"state": done.value},
            by=_by(session, tools, member),
            now=tools.now(),
        )


def undo(tools: Toolbox, *, member: Member, entry: int, version: int) -> Entry:
    """Take back the edit that made a version, under the same rule as ticking.

    Raises
    ------
    ChangedMeanwhileError
        When somebody built on it since.
    RefusedError
        When the line is neither theirs nor are they a coordinator.
    """
    with tools.begin() as session:
        found = plan.entry(session, workspace=member.workspace, entry=entry)
        _check_tick(member, found)
        _check_own_tick(session, member, entry, version)
        return plan.undo(
            session,
            workspace=member.workspace,
            entry=entry,
            version=version,
            by=_by(session, tools, member),
            now=tools.now(),
        )


def archive(tools: Toolbox, *, member: Member, entry: int) -> tuple[Entry, int]:
    """Take a line and what is below it out of the plan; return it, and how many lines that were."""
    with tools.begin() as session:
        found = plan.entry(session, workspace=member.workspace, entry=entry)
        many = plan.archive(session, workspace=member.workspace, entry=entry, now=tools.now())
    return found, many


def restore(tools: Toolbox, *, member: Member, entry: int) -> Entry:
    """Bring back a line that was archived, and what was archived with it."""
    with tools.begin() as session:
        return plan.restore(session, workspace=member.workspace, entry=entry)


def outside(tools: Toolbox, *, workspace: int) -> Outside:
    """Return what paper and texts say in place of people."""
    with tools.read() as session:
        listed = people.roster(session, workspace=workspace)
        found = session.get_one(Workspace, workspace)
    return Outside(found.name, {one.person: one.partner for one in listed if one.partner})


def _check_tick(member: Member, entry: Entry) -> None:
    """Let coordinators pass, and whoever owns the line."""
    mine = bool(member.person) and entry.owner == member.person
    if not mine and Permission.PLAN_MANAGE not in may(member):
        raise RefusedError(
            _(
                "Only who owns this line, or a coordinator, can do that. "
                "`/coalition people` shows who they are."
            )
        )


def _check_own_tick(session: Session, member: Member, entry: int, version: int) -> None:
    """Let an owner take back their own tick, and nothing that others decided."""
    made = plan.changed(session, workspace=member.workspace, entry=entry, version=version)
    if made != (member.person, {"state"}):
        access.check(member, Permission.PLAN_MANAGE)


def _by(session: Session, tools: Toolbox, member: Member) -> str:
    found = people.ensure(
        session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
    )
    return found.id


def _fields(
    session: Session, tools: Toolbox, member: Member, filled: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what was filled in as it is kept: owners by random id, places by their name."""
    kept = dict(filled)
    if kept.get("owner"):
        kept["owner"] = _owner(session, tools, member, kept["owner"])
    if kept.get("place"):
        kept["place"] = _place(session, member, kept["place"])
    return kept


def _owner(session: Session, tools: Toolbox, member: Member, user: str) -> str:
    workspace = member.workspace
    owner = people.member(session, workspace=workspace, slack_user=user)
    if NEEDS not in may(owner):
        raise FieldError(
            "owner",
            _("This person has no seat in the coalition yet, so they could not see it."),
        )
    return people.ensure(session, workspace=workspace, slack_user=user, now=tools.now()).id


def _place(session: Session, member: Member, said: str) -> str:
    """Return a place by the name it has in the data, where it has one."""
    for named in places.names(session, workspace=member.workspace):
        if said.casefold() in {name.casefold() for name in (named.name, *named.aliases)}:
            return named.name
    return said


def _found(branches: tuple[Branch, ...], entry: int) -> Branch | None:
    for branch in branches:
        if branch.entry.id == entry:
            return branch
        found = _found(branch.branches, entry)
        if found is not None:
            return found
    return None
