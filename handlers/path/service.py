"""Reading and keeping the path; who owns a step may say how it stands, coordinators the rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from handlers.hotspots.service import today
from handlers.path.request import OWNER, FieldError, Pass
from handlers.toolbox import Toolbox
from knowledge import access
from knowledge.access import Member, Permission, may
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import RefusedError
from knowledge.formation.items import Item, item, phases
from knowledge.formation.proofs import proofs
from knowledge.formation.steps import Standing, Step, is_settled
from knowledge.words import _
from storage import path, people

NEEDS = Permission.PATH_READ
#: What the owner of a step may say of it by themselves.
_OWNERS = frozenset({Standing.OPEN, Standing.DOING, Standing.DONE})


@dataclass(frozen=True, slots=True)
class Path:
    """The path as somebody reads it.

    Attributes
    ----------
    steps
        What people said, by a step's id.
    proven
        The sentence with which data proves a step, by its id.
    users
        The Slack user behind each owner's random id.
    """

    steps: Mapping[str, Step]
    proven: Mapping[str, str]
    users: Mapping[str, str]
    today: date
    person: str
    manages: bool

    def step(self, named: str) -> Step:
        """Return what people said of a step."""
        return self.steps.get(named) or Step(named)

    def settled(self, one: Item) -> bool:
        """Return whether a step is behind the coalition."""
        return is_settled(self.steps.get(one.id), self.proven.get(one.id, ""))

    def may_say(self, named: str) -> bool:
        """Whether who reads it may say how a step stands."""
        return self.manages or (bool(self.person) and self.step(named).owner == self.person)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What became of one screen of boxes: how many changed, and which others changed first."""

    changed: int
    clashed: tuple[str, ...]


def read(tools: Toolbox, *, member: Member) -> Path:
    """Return the path as a member reads it, with what data proves now."""
    workspace, now = member.workspace, tools.now()
    day = today(tools, workspace=workspace)
    with tools.read() as session:
        steps = path.steps(session, workspace=workspace)
        facts = path.facts(session, workspace=workspace, now=now)
        users = people.slack_users(session, workspace=workspace)
    manages = Permission.PATH_MANAGE in may(member)
    return Path(steps, proofs(facts), users, day, member.person, manages)


def stand(tools: Toolbox, *, member: Member, named: str, standing: Standing) -> Step:
    """Say how a step stands; its owner may say open, doing and done, whatever their role.

    Raises
    ------
    RefusedError
        When it is not theirs to say.
    """
    with tools.begin() as session:
        kept = path.step(session, workspace=member.workspace, item=item(named).id)
        _check(member, kept, theirs=standing in _OWNERS)
        return path.change(
            session,
            workspace=member.workspace,
            item=kept.item,
            version=kept.version,
            wanted={"standing": standing.value, "reason": ""},
            by=_by(session, tools, member),
            now=tools.now(),
        )


def save(
    tools: Toolbox, *, member: Member, named: str, version: int, filled: Mapping[str, Any]
) -> Step:
    """Keep what was filled into a step's form.

    Raises
    ------
    ChangedMeanwhileError
        When somebody else changed the same fields since the form was opened.
    FieldError
        When its owner could not see it.
    """
    with tools.begin() as session:
        owner = _owner(session, tools, member, filled["owner"])
        return path.change(
            session,
            workspace=member.workspace,
            item=item(named).id,
            version=version,
            wanted={**filled, "owner": owner},
            by=_by(session, tools, member),
            now=tools.now(),
        )


def undo(tools: Toolbox, *, member: Member, named: str, version: int) -> Step:
    """Take back the edit that made a version; an owner only their own word on how it stands.

    Raises
    ------
    ChangedMeanwhileError
        When somebody built on it since.
    RefusedError
        When it is not theirs to take back.
    """
    workspace = member.workspace
    with tools.begin() as session:
        kept = path.step(session, workspace=workspace, item=item(named).id)
        made = path.changed(session, workspace=workspace, item=kept.item, version=version)
        _check(member, kept, theirs=made[0] == member.person and made[1] <= {"standing", "reason"})
        return path.undo(
            session,
            workspace=workspace,
            item=kept.item,
            version=version,
            by=_by(session, tools, member),
            now=tools.now(),
        )


def tick(tools: Toolbox, *, member: Member, screen: Pass, ticked: Collection[str]) -> Ticked:
    """Keep one screen of boxes: what is ticked the coalition has, what is not is open again.

    What data proves stays proven, and what others changed since the screen was shown stays as
    they left it.
    """
    found = read(tools, member=member)
    changed, clashed = 0, []
    with tools.begin() as session:
        by = _by(session, tools, member)
        for one in phases()[screen.number].items:
            standing = _after(found, one, ticked=one.id in ticked)
            if standing is None:
                continue
            try:
                path.change(
                    session,
                    workspace=member.workspace,
                    item=one.id,
                    version=screen.versions.get(one.id, 0),
                    wanted={"standing": standing.value, "reason": ""},
                    by=by,
                    now=tools.now(),
                )
                changed += 1
            except ChangedMeanwhileError:
                clashed.append(one.id)
    return Ticked(changed, tuple(clashed))


def _after(found: Path, one: Item, *, ticked: bool) -> Standing | None:
    """Return what a box changes of a step; None where it says what was known."""
    said = found.step(one.id).standing
    had = said in (Standing.HAVE, Standing.DONE)
    if ticked == (had or one.id in found.proven):
        return None
    if ticked:
        return Standing.HAVE
    return Standing.OPEN if had else None


def _check(member: Member, kept: Step, *, theirs: bool) -> None:
    mine = theirs and bool(member.person) and kept.owner == member.person
    if mine or Permission.PATH_MANAGE in may(member):
        return
    if kept.owner == member.person and member.person:
        access.check(member, Permission.PATH_MANAGE)
    raise RefusedError(
        _(
            "Only who owns this step, or a coordinator, can do that. "
            "`/coalition people` shows who they are."
        )
    )


def _by(session: Session, tools: Toolbox, member: Member) -> str:
    found = people.ensure(
        session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
    )
    return found.id


def _owner(session: Session, tools: Toolbox, member: Member, user: str | None) -> str | None:
    if not user:
        return None
    workspace = member.workspace
    if NEEDS not in may(people.member(session, workspace=workspace, slack_user=user)):
        raise FieldError(
            OWNER, _("This person has no seat in the coalition yet, so they could not see it.")
        )
    return people.ensure(session, workspace=workspace, slack_user=user, now=tools.now()).id
