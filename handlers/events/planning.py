"""From answers to a plan, and from a changed event to its changed plan."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.events import crossing
from handlers.events.answering import Asking
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import UsageError
from knowledge.events import checklists, sharing
from knowledge.events.event import Event
from knowledge.events.items import Item
from knowledge.events.kept import Kept
from knowledge.events.kinds import Phase
from knowledge.events.planning import Planned, Reason, hurried, replanned
from knowledge.events.tasks import Reach
from knowledge.words import _
from storage import events
from storage.events import standing, templates


def make(tools: Toolbox, member: Member, asking: Asking) -> Event:
    """Turn somebody's draft into an event with its plan, led by them.

    Raises
    ------
    UsageError
        When it was planned or thrown away meanwhile, or has no type or start yet.
    """
    profile = asking.profile
    with tools.begin() as session:
        draft = events.draft(session, workspace=member.workspace, by=member.person)
        if draft is None or profile is None:
            raise UsageError(_("These questions are answered already. `/event` shows your events."))
        event = events.add(
            session,
            workspace=member.workspace,
            profile=profile,
            title=str(asking.answers.get("title") or ""),
            by=member.person,
            now=tools.now(),
            draft=draft.id,
        )
        return replan(session, tools, workspace=member.workspace, event=event)


def replan(
    session: Session,
    tools: Toolbox,
    *,
    workspace: int,
    event: Event,
    was: datetime | None = None,
) -> Event:
    """Score an event, and write its plan over the one there is, within the caller's transaction.

    Call it after anything that the score or the dates read was changed; nothing listed is lost.

    Parameters
    ----------
    was
        The start before it changed; None where it did not.
    """
    now = tools.now()
    kept = events.tasks(session, workspace=workspace, event=event.id)
    listed = templates.listed(session, workspace=workspace, of=event.type.value)
    known = checklists.by_id(listed)
    levels = sharing.both(
        standing.plan(session, workspace=workspace, event=event, now=now, kept=kept, known=known)
    )
    before = was or event.start
    common = [one for one in kept if one.reach is Reach.EVERYBODY]
    full = [one.seen(inside=True) or one for one in kept]
    plans = [
        replanned(
            [planned(one, known.get(one.item), before) for one in previous],
            was=before,
            profile=event.profile,
            tier=tier,
            now=now,
            items=checklists.active(listed),
        )
        for previous, tier in ((common, levels.planned), (full, levels.added))
    ]
    came = events.rebuild(
        session, workspace=workspace, event=event.id, planned=plans[0], inside=plans[1]
    )
    crossing.tell(session, tools, workspace=workspace, event=event, came=came, items=known)
    events.keep(
        session,
        workspace=workspace,
        event=event.id,
        tier=levels.full.tier.value,
        tier_shown=levels.outside.tier.value,
    )
    found = events.find(session, workspace=workspace, event=event.id)
    if found is None:
        raise LookupError(event.id)
    return found


def planned(kept: Kept, item: Item | None, start: datetime) -> Planned:
    """Return an item of a plan as planning looks at it."""
    phase = item.phase if item else Phase.DAY
    return Planned(
        id=kept.item,
        phase=phase,
        due=kept.due,
        critical=kept.critical,
        role=kept.role,
        folded=kept.folded,
        reason=Reason.APPLIES if kept.needed else Reason.NO_LONGER,
        hurried=hurried(kept.due, phase, start),
    )
