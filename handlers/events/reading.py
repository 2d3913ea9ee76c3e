"""An event as one person sees it; for who may not, it is as if there were none."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from handlers.events import planning
from handlers.events.seen import Entry, Seen
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.events import checklists, sharing
from knowledge.events.checklists import Listed
from knowledge.events.event import Event, State
from knowledge.events.items import Item
from knowledge.events.kept import Kept
from knowledge.events.planning import in_order
from knowledge.events.staffing import Local, Staffing, needed
from knowledge.events.visibility import View, sees
from knowledge.setup.questions import Question
from knowledge.words import _
from storage import events, people, settings, workspaces
from storage.events import standing, templates
from storage.partners import queries as partners

#: How long ago an event may have begun and still be listed.
LISTED = timedelta(days=14)


def listed(tools: Toolbox, member: Member) -> list[Seen]:
    """Return the events that somebody may see and that are to come or were a while ago."""
    with tools.read() as session:
        found = events.visible(
            session,
            workspace=member.workspace,
            member=member,
            since=tools.now() - LISTED,
        )
        return [_seen(session, tools, member, one) for one in found]


def worked_on(tools: Toolbox, member: Member) -> list[Seen]:
    """Return the coming plans that somebody is named on and that have something open, in order."""
    with tools.read() as session:
        return working(session, tools, member)


def working(session: Session, tools: Toolbox, member: Member) -> list[Seen]:
    """Return the same within the caller's transaction."""
    of = member.workspace
    visible = events.visible(session, workspace=of, member=member, since=tools.now() - LISTED)
    mine = (
        one
        for one in visible
        if one.state is State.PLANNED
        and any(
            hand.person == member.person
            for hand in events.hands(session, workspace=of, event=one.id)
        )
    )
    made = (_seen(session, tools, member, one) for one in mine)
    return [one for one in made if one.named and one.done < len(one.needed)]


def read(tools: Toolbox, member: Member, event: int) -> Seen:
    """Return an event as somebody sees it.

    Raises
    ------
    NothingKnownError
        When there is none, or none for them.
    """
    with tools.read() as session:
        return seen(session, tools, member, event)


def common(tools: Toolbox, member: Member, event: int) -> Seen:
    """Return an event as everybody on its plan sees it, for what others are to read.

    Raises
    ------
    NothingKnownError
        When there is none, or none for them.
    """
    with tools.read() as session:
        return outside(session, member, seen(session, tools, member, event))


def still(tools: Toolbox, member: Member, event: int) -> Seen | None:
    """Return an event that somebody saw a moment ago, if it is still there for them."""
    try:
        return read(tools, member, event)
    except NothingKnownError:
        return None


def seen(session: Session, tools: Toolbox, member: Member, event: int) -> Seen:
    """Return the same within the caller's transaction."""
    found = events.find(session, workspace=member.workspace, event=event)
    if found is not None and events.may_see(
        session, workspace=member.workspace, member=member, event=event
    ):
        made = _seen(session, tools, member, found)
        if made.view >= View.NOTICE:
            return made
    raise NothingKnownError(
        _("There is no event of that number here. `/event` shows those you can see.")
    )


def not_named() -> RefusedError:
    """Return what somebody is told who is not named on a plan, and who can change that."""
    return RefusedError(_("Only those named on this plan work on it. The event lead can name you."))


def outside(session: Session, member: Member, found: Seen) -> Seen:
    """Return an event as everybody on its plan sees it, for what is handed on."""
    if found.view is not View.OUTREACH:
        return found
    event, of = found.event, member.workspace
    kept = events.tasks(session, workspace=of, event=event.id)
    listed = templates.listed(session, workspace=of, of=event.type.value)
    entries = _entries(event, kept, listed, View.PLAN)
    return replace(found, view=View.PLAN, tier=found.common, shown=None, entries=entries)


def _seen(session: Session, tools: Toolbox, member: Member, event: Event) -> Seen:
    of = member.workspace
    hands = tuple(events.hands(session, workspace=of, event=event.id))
    view = sees(event.facts(hands), member)
    now = tools.now()
    kept = events.tasks(session, workspace=of, event=event.id)
    listed = templates.listed(session, workspace=of, of=event.type.value)
    known = checklists.by_id(listed)
    plan = standing.plan(session, workspace=of, event=event, now=now, kept=kept, known=known)
    levels = sharing.both(plan)
    made = Seen(
        event=event,
        view=view,
        person=member.person,
        zone=workspaces.zone(session, workspace=of),
        now=now,
        tier=(levels.full if view is View.OUTREACH else levels.outside).tier,
        common=levels.outside.tier,
        shown=sharing.shared(plan, view),
        hands=hands if view >= View.PLAN else (),
        users=people.slack_users(session, workspace=of),
        partners={one.id: one.name for one in partners.listed(session, workspace=of)},
    )
    if view < View.PLAN:
        return made
    entries = _entries(event, kept, listed, view)
    return replace(made, entries=entries, staffing=_staffing(session, of, event))


def _entries(
    event: Event, kept: Iterable[Kept], listed: Iterable[Listed], view: View
) -> tuple[Entry, ...]:
    known = checklists.by_id(listed)
    inside = view is View.OUTREACH
    by_id = {one.item: one for row in kept if (one := row.seen(inside=inside)) is not None}
    ordered = in_order(
        [planning.planned(one, known.get(one.item), event.start) for one in by_id.values()],
        event.profile,
        checklists.active(listed),
    )
    hurried = {one.id for one in ordered if one.hurried}
    small = any(one.folded for one in by_id.values())
    return tuple(
        replace(
            _entry(by_id[one.id], known.get(one.id), view, small=small and not one.folded),
            hurried=one.id in hurried,
        )
        for one in ordered
    )


def _entry(kept: Kept, item: Item | None, view: View, *, small: bool) -> Entry:
    text = item.told(small=small) if item else _("An item that the list has no more")
    judged = kept.judged(text)
    line = sharing.line(judged, view)
    if line.id in sharing.VEILED and view is not View.OUTREACH:  # whatever its words are
        bare = Kept(kept.item, kept.due, kept.critical, kept.folded, kept.role, state=line.state)
        return Entry(bare, item, line.text, veiled=True)
    if line.state is not judged.state or line.settled_by != judged.settled_by:
        kept = replace(
            kept,
            state=line.state,
            needed=True,
            done_by=None,
            done_at=None,
            signed_by=None,
            signed_at=None,
            note="",
        )
    return Entry(kept, item, text)


def _staffing(session: Session, workspace: int, event: Event) -> tuple[Staffing, ...]:
    answer = settings.read(session, workspace=workspace, name=Question.CROWD)
    local = Local(int(answer.value) if answer and answer.value is not None else None)
    return needed(event.profile, counts=event.arrangements.counts, local=local)
