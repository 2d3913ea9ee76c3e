"""The conflict check: asked of outreach, answered as a level, kept where outreach can see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.deliveries.service import enqueue
from handlers.events import rounds
from handlers.readiness import message, service
from handlers.readiness.service import Standing
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, refusal
from knowledge.deliveries import Kind
from knowledge.errors import RefusedError, UsageError
from knowledge.events.conflict import AGAIN, CHECKS, Conflict, settles
from knowledge.events.event import Event, State
from knowledge.events.kinds import EventRole, Tier
from knowledge.events.risk import TOLD_OF_THREAT
from knowledge.events.tasks import State as Done
from knowledge.events.visibility import View, inside
from knowledge.words import _
from storage import audit, events, people, workspaces
from storage.events import conflicts, schedule, standing
from storage.events.conflicts import Answered

#: How long before the start outreach is asked without anybody's asking. From planning level 3 it
#: is every day in the last three (domain brief A3). These follow the level that everybody sees:
#: how often is asked must not tell what was answered.
ASKED = (timedelta(days=7), timedelta(days=1))
ASKED_OFTEN = (*ASKED, timedelta(days=3), timedelta(days=2))

#: A threat goes before whatever else waits for the same person.
FIRST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows an answer, for whoever gave it.

    Attributes
    ----------
    callers
        Random ids of people to speak with at once, by voice, where a threat is credible.
    """

    standing: Standing
    level: Conflict
    callers: tuple[str, ...] = ()


def ask(tools: Toolbox, member: Member, event: int) -> list[str]:
    """Ask outreach on the plan; return whom, as Slack users: none where nobody is named yet.

    Raises
    ------
    NothingKnownError, RefusedError
        When somebody does not see the plan, or does not lead it.
    """
    with tools.begin() as session:
        found = service.led(session, tools, member, event)
        return _ask(session, tools, member.workspace, found.event, slot=tools.now().isoformat())


def ask_of(tools: Toolbox, member: Member, event: int, slack_user: str) -> list[str]:
    """Name somebody of outreach on the plan, and ask them.

    Raises
    ------
    UsageError
        When that person is not of outreach.
    """
    with tools.begin() as session:
        found = service.led(session, tools, member, event)
        of = member.workspace
        chosen = people.member(session, workspace=of, slack_user=slack_user)
        if not slack_user or refusal(chosen, Permission.OUTREACH_RECORD) is not None:
            raise UsageError(_("Choose an outreach worker or supervisor of the coalition."))
        events.name_hand(
            session,
            workspace=of,
            event=event,
            role=EventRole.OUTREACH_LEAD,
            person=chosen.person,
            now=tools.now(),
        )
        return _ask(session, tools, of, found.event, slot=tools.now().isoformat())


def ask_when_due(tools: Toolbox, workspace: int) -> None:
    """Ask outreach on each plan a week and a day before; the same question once."""
    now = tools.now()
    with tools.read() as session:
        coming = schedule.starting(session, workspace=workspace, since=now)

    def due(session: Session, event: Event) -> None:
        often = (event.tier_shown or Tier.LOW).level >= Tier.HIGH.level
        passed = [one for one in (ASKED_OFTEN if often else ASKED) if event.start - one <= now]
        if event.state is State.PLANNED and passed:
            slot = f"{event.start.isoformat()} -{min(passed).days}"
            _ask(session, tools, workspace, event, slot=slot)

    rounds.each(tools, coming, due, workspace=workspace, door="readiness.checks")


def answer(tools: Toolbox, member: Member, event: int, level: Conflict) -> Reaction:
    """Keep what outreach answered; a credible threat goes at once to whom the rule names.

    Raises
    ------
    NothingKnownError, RefusedError
        When somebody does not see that event, or may not answer for outreach.
    """
    now, of = tools.now(), member.workspace
    with tools.begin() as session:
        found = service.seen(session, tools, member, event)
        if not found.inside or refusal(member, Permission.OUTREACH_RECORD) is not None:
            raise RefusedError(_("Only outreach answers this."))
        conflicts.record(session, workspace=of, event=event, level=level, by=member.person, now=now)
        _settle(session, member, found.event, now, checked=level.checked)
        callers = _warn(session, tools, member, found) if level is Conflict.CREDIBLE else ()
        # One line whatever was answered: the numbers of lines that others do not see show gaps.
        audit.write(
            session,
            workspace=of,
            at=now,
            actor=member.person,
            act="conflict.threat_told" if level is Conflict.CREDIBLE else "conflict.answered",
            about=_about(found.event),
            outreach=True,
        )
        service.rescore(session, tools, workspace=of, event=event)
    return Reaction(service.look(tools, member, event), level, callers)


def history(tools: Toolbox, member: Member, event: int) -> tuple[Standing, list[Answered]]:
    """Return what was answered, the newest first; each look is on the audit.

    Raises
    ------
    NothingKnownError, RefusedError
        When somebody does not see that event, or may not know.
    """
    with tools.begin() as session:
        found = service.seen(session, tools, member, event)
        if not found.inside:
            raise outsider()
        audit.write(
            session,
            workspace=member.workspace,
            at=tools.now(),
            actor=member.person,
            act="conflict.read",
            about=_about(found.event),
            outreach=True,
        )
        return found, conflicts.history(session, workspace=member.workspace, event=event)


def pass_on(tools: Toolbox, member: Member, event: int) -> list[str]:
    """Ask the liaisons to police on the plan to call whoever presses this, and say nothing else.

    A person decides that, not the bot. Return whom, as Slack users.

    Raises
    ------
    NothingKnownError, RefusedError
        When somebody does not see that event, or may not know.
    """
    now, of = tools.now(), member.workspace
    with tools.begin() as session:
        found = service.seen(session, tools, member, event)
        if not found.inside:
            raise outsider()
        asked = [
            found.people[one]
            for one, roles in found.facts.named.items()
            if EventRole.LAW_LIAISON in roles and one in found.people and one != member.person
        ]
        for user in asked:
            enqueue(
                session,
                workspace=of,
                parts=("call", event, now.isoformat(), user),
                kind=Kind.PERSONAL,
                needs=Permission.SELF_MANAGE,
                message=message.call_me(found.event, member.slack_user, found.zone),
                now=now,
                person=user,
                about=(event, View.PLAN),
            )
        audit.write(
            session, workspace=of, at=now, actor=member.person, act="conflict.call_asked",
            about=_about(found.event), outreach=True,
        )  # fmt: skip
        return asked


def outsider() -> RefusedError:
    """Return what somebody is told who may not know the conflict answer."""
    return RefusedError(
        _("What outreach knows stays with outreach, the event lead and the safety lead.")
    )


def _settle(
    session: Session, member: Member, event: Event, now: datetime, *, checked: bool
) -> None:
    """Tick what asks for the check, folded or not; open all of it again once it is unchecked."""
    of, left = member.workspace, event.start - now
    for item in sorted(settles(left=left) if checked else CHECKS | AGAIN):
        if checked:
            events.tick(session, workspace=of, event=event.id, item=item, by=member.person, now=now)
            continue
        task = events.task(session, workspace=of, event=event.id, item=item)
        if task is not None and task.state is Done.DONE:
            events.reopen(session, workspace=of, event=event.id, item=item, version=task.version)


def _ask(session: Session, tools: Toolbox, workspace: int, event: Event, *, slot: str) -> list[str]:
    users = people.slack_users(session, workspace=workspace)
    facts = standing.facts(session, workspace=workspace, event=event)
    named = [users[one] for one in facts.named if one in users]
    known = people.members(session, workspace=workspace, slack_users=named)
    able = [one for one, who in known.items() if not refusal(who, Permission.OUTREACH_RECORD)]
    zone = workspaces.zone(session, workspace=workspace)
    for user in able:
        enqueue(
            session,
            workspace=workspace,
            parts=("conflict asked", event.id, slot, user),
            kind=Kind.PERSONAL,
            needs=Permission.OUTREACH_RECORD,
            message=message.asked(event, zone),
            now=tools.now(),
            person=user,
            about=(event.id, View.OUTREACH),
        )
    return able


def _warn(session: Session, tools: Toolbox, member: Member, found: Standing) -> tuple[str, ...]:
    """Tell whom the rule names, but nobody of law enforcement: a person does that, by voice."""
    now, event = tools.now(), found.event
    named = [
        one
        for one, roles in found.facts.named.items()
        if roles & frozenset(TOLD_OF_THREAT) and one in found.people
    ]
    known = people.members(
        session, workspace=member.workspace, slack_users=[found.people[one] for one in named]
    )
    for user, who in known.items():
        if who.limited or who.suspended or who.person == member.person:
            continue
        enqueue(
            session,
            workspace=member.workspace,
            parts=("threat", event.id, now.isoformat(), user),
            kind=Kind.PERSONAL,
            needs=Permission.SELF_MANAGE,
            message=message.threat(event, member.slack_user, found.zone, callers(found)),
            now=now,
            due=now - FIRST,
            person=user,
            about=(event.id, View.OUTREACH if inside(found.facts, who) else View.PLAN),
        )
    return callers(found)


def callers(found: Standing) -> tuple[str, ...]:
    """Return the Slack users whom the rule names for an event, to speak with by voice."""
    return tuple(
        found.people[one]
        for one, roles in found.facts.named.items()
        if roles & frozenset(TOLD_OF_THREAT) and one in found.people
    )


def _about(event: Event) -> str:
    """Name the event on the audit, which shows the line only to those for whom it exists."""
    return f"{audit.EVENT}{event.id}"
