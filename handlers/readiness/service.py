"""The planning level of an event: counted anew whenever what it is made of changed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.deliveries.service import enqueue
from handlers.events import planning, rounds
from handlers.readiness import message
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.events import sharing
from knowledge.events.event import Event, State
from knowledge.events.factors import Factor
from knowledge.events.kinds import EventRole
from knowledge.events.levels import Levels
from knowledge.events.moves import Moved, moved, told
from knowledge.events.risk import Assessment
from knowledge.events.sharing import Shown
from knowledge.events.visibility import EventFacts, View, inside, sees
from knowledge.words import _
from storage import events, people, workspaces
from storage.events import live, schedule, scores, standing

#: Who is told what moved, each as far as they may know.
LEADS = (EventRole.EVENT_LEAD, EventRole.SAFETY_LEAD)
#: An event is scored until so long after its start.
OVER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """An event as one person sees it.

    Attributes
    ----------
    roles
        What they hold on its plan.
    inside
        Whether they may know the conflict answer.
    people
        The Slack user of each random id.
    """

    event: Event
    facts: EventFacts
    view: View
    shown: Shown
    zone: ZoneInfo
    roles: frozenset[EventRole]
    inside: bool
    people: dict[str, str]

    @property
    def leads(self) -> bool:
        """Whether they are the event lead or the safety lead."""
        return bool(self.roles & frozenset(LEADS))


def score(tools: Toolbox, *, workspace: int, event: int) -> Assessment:
    """Count an event's full level as things are now, keep it, and tell the leads what moved.

    Raises
    ------
    NothingKnownError
        When there is no such event.
    """
    with tools.begin() as session:
        return rescore(session, tools, workspace=workspace, event=event).full


def rescore(
    session: Session,
    tools: Toolbox,
    *,
    workspace: int,
    event: int,
    was: datetime | None = None,
) -> Levels:
    """Do the same within the caller's transaction; nothing that was listed is lost.

    Parameters
    ----------
    was
        The start before it changed; None where it did not.

    Raises
    ------
    NothingKnownError
        When there is no such event.
    """
    found = events.find(session, workspace=workspace, event=event)
    if found is None:
        raise unknown()
    planning.replan(session, tools, workspace=workspace, event=found, was=was)
    now = tools.now()
    plan = standing.plan(session, workspace=workspace, event=found, now=now)
    levels = sharing.both(plan)
    before = scores.newest(session, workspace=workspace, event=event)
    tiers = {"tier": levels.full.tier.value, "tier_shown": levels.outside.tier.value}
    events.keep(session, workspace=workspace, event=event, **tiers)
    if before is None or (before.levels, before.data_until) != (levels, plan.data_until):
        scores.store(
            session, workspace=workspace, event=event, levels=levels,
            data_until=plan.data_until, now=now,
        )  # fmt: skip
    if before is not None:
        _tell(session, tools, workspace, found, before.levels, levels)
    return levels


def rescore_all(tools: Toolbox, workspace: int) -> None:
    """Count every coming event anew, each by itself: an import or a tick may have moved it."""
    with tools.read() as session:
        coming = schedule.starting(session, workspace=workspace, since=tools.now() - OVER)

    def again(session: Session, event: Event) -> None:
        if event.state is State.PLANNED:
            rescore(session, tools, workspace=workspace, event=event.id)

    rounds.each(tools, coming, again, workspace=workspace, door="readiness.levels")


def look(tools: Toolbox, member: Member, event: int, *, least: View = View.COALITION) -> Standing:
    """Return an event as somebody sees it now.

    Raises
    ------
    NothingKnownError
        When they see less of it than asked, or there is none: the answer is the same.
    """
    with tools.read() as session:
        return seen(session, tools, member, event, least=least)


def seen(
    session: Session,
    tools: Toolbox,
    member: Member,
    event: int,
    *,
    least: View = View.COALITION,
) -> Standing:
    """Return the same within the caller's transaction.

    Raises
    ------
    NothingKnownError
        As for :func:`look`.
    """
    found = events.find(session, workspace=member.workspace, event=event)
    if found is None:
        raise unknown()
    facts = standing.facts(session, workspace=member.workspace, event=found)
    view = sees(facts, member)
    if view < max(least, View.COALITION):
        raise unknown()
    now = tools.now()
    plan = standing.plan(session, workspace=member.workspace, event=found, now=now)
    shown = sharing.shared(plan, view)
    if shown is None:
        raise unknown()
    return Standing(
        event=found,
        facts=facts,
        view=view,
        shown=shown,
        zone=workspaces.zone(session, workspace=member.workspace),
        roles=facts.named.get(member.person, frozenset()) if member.person else frozenset(),
        inside=inside(facts, member) and view is View.OUTREACH,
        people=people.slack_users(session, workspace=member.workspace),
    )


def led(session: Session, tools: Toolbox, member: Member, event: int) -> Standing:
    """Return an event that somebody leads, as event lead or safety lead.

    Raises
    ------
    NothingKnownError
        When they do not see its plan.
    RefusedError
        When they do not lead it.
    """
    found = seen(session, tools, member, event, least=View.PLAN)
    if not found.leads:
        raise RefusedError(_("Only the event lead and the safety lead can do this."))
    return found


def leading(tools: Toolbox, member: Member, event: int) -> Standing:
    """Return the same, in a reading of its own.

    Raises
    ------
    NothingKnownError, RefusedError
        As for :func:`led`.
    """
    with tools.read() as session:
        return led(session, tools, member, event)


def bind(
    tools: Toolbox, member: Member, event: int, channel: str
) -> tuple[Standing, tuple[str, str] | None]:
    """Bind an event to a channel, or to none; return where its message stood before, if it did.

    Raises
    ------
    NothingKnownError, RefusedError
        As for :func:`led`.
    """
    of = member.workspace
    with tools.begin() as session:
        before = led(session, tools, member, event).event
        if before.channel != channel:
            events.keep(session, workspace=of, event=event, channel=channel, pinned_ts="")
            live.forget(session, workspace=of, event=event)
        found = led(session, tools, member, event)
    left = (before.channel, before.pinned_ts)
    return found, left if before.channel != channel and all(left) else None


def zone(tools: Toolbox, member: Member) -> ZoneInfo:
    """Return the local zone of the coalition."""
    with tools.read() as session:
        return workspaces.zone(session, workspace=member.workspace)


def mine(tools: Toolbox, member: Member, *, least: View = View.PLAN) -> list[Event]:
    """Return the coming events of which somebody sees at least so much, in order."""
    with tools.read() as session:
        found = events.visible(
            session, workspace=member.workspace, member=member, since=tools.now() - OVER
        )
        return [
            one
            for one in found
            if one.state is not State.OVER
            and sees(standing.facts(session, workspace=member.workspace, event=one), member)
            >= least
        ]


def unknown() -> NothingKnownError:
    """Return what somebody is told of an event that is not there, or not for them."""
    return NothingKnownError(_("I know of no such event. `/event` shows those you can see."))


def _tell(
    session: Session,
    tools: Toolbox,
    workspace: int,
    event: Event,
    before: Levels,
    after: Levels,
) -> None:
    """Tell the leads what moved, those who may not know the conflict answer without it."""
    users = people.slack_users(session, workspace=workspace)
    facts = standing.facts(session, workspace=workspace, event=event)
    leads = [person for person, roles in facts.named.items() if roles & frozenset(LEADS)]
    known = people.members(
        session, workspace=workspace, slack_users=[users[one] for one in leads if one in users]
    )
    zone = workspaces.zone(session, workspace=workspace)
    for user, member in known.items():
        of = inside(facts, member)
        change = moved(before.full, after.full) if of else moved(before.outside, after.outside)
        lines = told(_worth(change))
        if not lines:
            continue
        count = scores.count(session, workspace=workspace, event=event.id)
        enqueue(
            session,
            workspace=workspace,
            parts=("level moved", event.id, count, user),
            kind=Kind.PERSONAL,
            needs=Permission.SELF_MANAGE,
            message=message.moved(event, lines, zone),
            now=tools.now(),
            person=user,
            about=(event.id, View.OUTREACH if of else View.PLAN),
        )


def _worth(change: Moved) -> Moved:
    """Leave out what work done on the plan moves by itself, unless it moves the level."""
    if change.before is not change.after:
        return change
    return replace(
        change,
        steps=tuple(one for one in change.steps if one.factor is not Factor.READINESS),
        learned=tuple(one for one in change.learned if one is not Factor.READINESS),
        forgotten=tuple(one for one in change.forgotten if one is not Factor.READINESS),
    )
