"""Who an event exists for: opened step by step by its lead, after a look at who will see it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from handlers.readiness import service
from handlers.readiness.service import Standing
from handlers.toolbox import Toolbox
from knowledge.access import Member, Role
from knowledge.errors import RefusedError, UsageError
from knowledge.events.items import FAMILY
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import Stage, View, opened
from knowledge.rooms import Audience
from knowledge.words import _
from storage import audit, events, people


@dataclass(frozen=True, slots=True)
class Look:
    """What the event lead looks at before opening or closing.

    Attributes
    ----------
    members
        Who would see it with the coalition's members.
    version
        The event's, as it was looked at.
    """

    standing: Standing
    members: Audience


def look(tools: Toolbox, member: Member, event: int) -> Look:
    """Return who sees an event now and would see it with its next step.

    Raises
    ------
    NothingKnownError
        When somebody does not see its plan.
    """
    with tools.read() as session:
        found = service.seen(session, tools, member, event, least=View.PLAN)
        return Look(found, _members(session, member.workspace))


def step(tools: Toolbox, member: Member, event: int, wanted: Stage) -> Look:
    """Open an event one step, or close it again.

    Raises
    ------
    NothingKnownError, RefusedError, UsageError
        When somebody does not see it, does not lead it, or would skip a step.
    """
    with tools.begin() as session:
        found = service.seen(session, tools, member, event, least=View.PLAN)
        stage = opened(found.facts, wanted, member)
        if stage is not found.event.stage:
            events.change(
                session,
                workspace=member.workspace,
                event=event,
                changed={"stage": stage.value},
                by=member.person,
                now=tools.now(),
            )
            audit.write(
                session,
                workspace=member.workspace,
                at=tools.now(),
                actor=member.person,
                act=f"event.{'closed' if stage is Stage.CLOSED else 'opened'}",
                about=f"{audit.EVENT}{event}",
            )
    return look(tools, member, event)


def family_says(tools: Toolbox, member: Member, event: int, *, yes: bool) -> Look:
    """Tick, or untick, that the family said yes; without it the name is forgotten again.

    Raises
    ------
    NothingKnownError, RefusedError, UsageError
        When somebody does not see the plan, is not the family liaison, or no family is asked.
    """
    of, now = member.workspace, tools.now()
    with tools.begin() as session:
        found = service.seen(session, tools, member, event, least=View.PLAN)
        item = FAMILY.get(found.event.type)
        if item is None:
            raise UsageError(_("A family is asked where people mourn: at a vigil or a funeral."))
        if EventRole.FAMILY_LIAISON not in found.roles:
            raise RefusedError(_("Only the family liaison says what the family said."))
        task = events.task(session, workspace=of, event=event, item=item)
        if yes:
            events.tick(session, workspace=of, event=event, item=item, by=member.person, now=now)
        elif task is not None:
            events.reopen(session, workspace=of, event=event, item=item, version=task.version)
        said = (
            {"family_yes_by": member.person} if yes else {"family_yes_by": None, "remembered": ""}
        )
        events.keep(session, workspace=of, event=event, **said)
    return look(tools, member, event)


def nameable(tools: Toolbox, member: Member, event: int) -> Standing:
    """Return an event whose name of who died somebody may keep.

    Raises
    ------
    NothingKnownError, RefusedError
        When they do not see the plan, have no say in it, or the family did not say yes.
    """
    with tools.read() as session:
        return _nameable(session, tools, member, event)


def remember(tools: Toolbox, member: Member, event: int, name: str) -> Look:
    """Keep the name of who died, once the family said yes; "" forgets it.

    Raises
    ------
    NothingKnownError, RefusedError
        When somebody does not see the plan, does not lead it, or the family did not say yes.
    """
    with tools.begin() as session:
        _nameable(session, tools, member, event)
        kept = " ".join(name.split())
        events.keep(session, workspace=member.workspace, event=event, remembered=kept)
    return look(tools, member, event)


def _nameable(session: Session, tools: Toolbox, member: Member, event: int) -> Standing:
    found = service.seen(session, tools, member, event, least=View.PLAN)
    if not found.leads and EventRole.FAMILY_LIAISON not in found.roles:
        raise RefusedError(_("Only the event lead and the family liaison keep the name."))
    if not found.event.family_yes:
        raise RefusedError(
            _(
                "The name is not kept: the family has not said yes yet. The family liaison "
                "ticks that once they did; until then no name is stored anywhere."
            )
        )
    return found


def _members(session: Session, workspace: int) -> Audience:
    users = people.slack_users(session, workspace=workspace).values()
    known = people.members(session, workspace=workspace, slack_users=list(users))
    return Audience.of(
        one for one in known.values() if one.seat is not Role.VISITOR and not one.suspended
    ).openly
