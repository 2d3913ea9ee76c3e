"""What each viewer is given of an event's plan: the one place where the conflict answer ends.

Everything that people outside outreach get is made here, from values that do not move with the
conflict answer: the level scored without it, the list that this level brings in, and how that
list stands. So neither one look nor many looks over time tell what outreach answered; only the
day of the last check shows, or that it is open.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from knowledge.events import risk_words
from knowledge.events.factors import Factor
from knowledge.events.kinds import EventRole, Tier
from knowledge.events.levels import Levels, outside
from knowledge.events.readiness import readiness
from knowledge.events.risk import Answers, assess
from knowledge.events.tasks import State, Task
from knowledge.events.visibility import View
from knowledge.windows import spell
from knowledge.words import _

#: Shown outside outreach as done or not done, without time, person or text: seven that the design
#: names, and F02, the conflict check of a funeral's legs.
VEILED = frozenset({"V02", "V03", "Y02", "Y11", "G04", "C12", "C20", "F02"})
#: Shown with their words, but not when, by whom and with which note they were settled: V05 does
#: not apply where no conflict is known, and a note at C01 or C26 may hold the score.
HINTING = frozenset({"V05", "C01", "C26"})


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything there is of a plan.

    Attributes
    ----------
    answers
        Without ``readiness``, which the tasks say.
    tasks
        The list of those who may know the conflict answer: each item open where either list
        asks for it.
    common
        Everybody's list, which does not move with the conflict answer.
    checked
        The day of outreach's last conflict check; None while it is open.
    data_until
        How far the incident data goes.
    """

    answers: Answers
    tasks: tuple[Task, ...]
    common: tuple[Task, ...]
    checked: date | None = None
    data_until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a viewer sees it; what they may not see is empty."""

    id: str
    text: str
    critical: bool
    state: State
    role: EventRole | None = None
    due: datetime | None = None
    owner: str = ""
    settled_at: datetime | None = None
    settled_by: str = ""
    signed_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan as a viewer sees it.

    Attributes
    ----------
    tier, planned
        The level, and what it would be with the list done; outside outreach those that do not
        read the conflict answer.
    conflict
        "conflict check: done on DATE" or "conflict check: open".
    reasons, gaps
        Why the level is what it is; outside outreach without points, rules and the conflict.
    inside
        Both levels in full, for those who may know them; None for all others.
    lines
        Empty for who sees no items.
    """

    tier: Tier
    planned: Tier
    conflict: str
    data_until: date | None
    reasons: tuple[str, ...]
    gaps: tuple[Factor, ...]
    inside: Levels | None = None
    lines: tuple[Line, ...] = ()


def both(plan: Plan) -> Levels:
    """Return both levels, each with the readiness of its own list."""
    full = {**plan.answers, Factor.READINESS: readiness(plan.tasks)}
    common = {**plan.answers, Factor.READINESS: readiness(plan.common)}
    return Levels(assess(full), outside(common))


def shared(plan: Plan, view: View) -> Shown | None:
    """Return what a viewer is given of a plan; None for who sees a notice of it or nothing."""
    levels = both(plan)
    if view is View.OUTREACH:
        return _whole(plan, levels)
    if view is View.PLAN:
        return _redacted(plan, levels)
    return _level(plan, levels) if view is View.COALITION else None


def checked(on: date | None) -> str:
    """Say how the conflict check stands without saying what it found."""
    if on is None:
        return _("conflict check: open")
    return _("conflict check: done on {day}").format(day=spell(on))


def line(task: Task, view: View) -> Line:
    """Return an item as a viewer of the plan sees it."""
    if view is not View.OUTREACH and task.id in VEILED:
        return Line(task.id, _("An item of outreach"), task.critical, _done_or_not(task))
    whole = Line(
        id=task.id,
        text=task.text,
        critical=task.critical,
        state=task.state,
        role=task.role,
        due=task.due,
        owner=task.owner,
        settled_at=task.settled_at,
        settled_by=task.settled_by,
        signed_by=task.signed_by,
        note=task.note,
    )
    if view is View.OUTREACH or task.id not in HINTING:
        return whole
    bare = replace(whole, state=_done_or_not(task), settled_at=None, settled_by="")
    return replace(bare, signed_by="", note="")


def _whole(plan: Plan, levels: Levels) -> Shown:
    return Shown(
        tier=levels.full.tier,
        planned=levels.full.planned,
        conflict=checked(plan.checked),
        data_until=plan.data_until,
        reasons=risk_words.reasons(levels.full),
        gaps=levels.full.gaps,
        inside=levels,
        lines=tuple(line(one, View.OUTREACH) for one in plan.tasks),
    )


def _redacted(plan: Plan, levels: Levels) -> Shown:
    """Return everybody's list, in an order of its own: when an item of outreach is due tells."""
    common = sorted(
        plan.common, key=lambda one: (one.id in VEILED, one.due, not one.critical, one.id)
    )
    return replace(_level(plan, levels), lines=tuple(line(one, View.PLAN) for one in common))


def _level(plan: Plan, levels: Levels) -> Shown:
    return Shown(
        tier=levels.outside.tier,
        planned=levels.outside.planned,
        conflict=checked(plan.checked),
        data_until=plan.data_until,
        reasons=risk_words.plainly(levels.outside),
        gaps=levels.gaps,
    )


def _done_or_not(task: Task) -> State:
    return State.DONE if task.settled else State.OPEN
