"""The plan of an event: which items, due when, by whom, and what waits until there is time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from knowledge.events import small
from knowledge.events.conditions import Known, applies
from knowledge.events.items import Item
from knowledge.events.kinds import EventRole, Phase, Tier
from knowledge.events.profile import Profile
from knowledge.words import _

#: How long something that was due as it was listed is not called late.
GRACE = timedelta(days=1)


class Reason(StrEnum):
    """Why an item is on the plan."""

    ALWAYS = "always"
    APPLIES = "applies"
    NOT_KNOWN = "not_known"
    NO_LONGER = "no_longer_needed"


@dataclass(frozen=True, slots=True)
class Planned:
    """One item of a plan.

    Attributes
    ----------
    due
        Aware; the start plus the phase's offset, or the moment of planning where that had passed.
    folded
        Whether it waits under "if there is more time".
    hurried
        Whether there was less time than the item is usually given.
    """

    id: str
    phase: Phase
    due: datetime
    critical: bool
    role: EventRole
    folded: bool
    reason: Reason
    hurried: bool = False

    @property
    def needed(self) -> bool:
        """Whether it still applies; once listed, an item stays to be seen."""
        return self.reason is not Reason.NO_LONGER


def plan(
    profile: Profile, tier: Tier | None, *, now: datetime, items: Sequence[Item]
) -> tuple[Planned, ...]:
    """Return what an event needs, in the order to do it.

    Parameters
    ----------
    tier
        The level scored without ``readiness``, so that work done takes no item away; None while
        nobody scored it.
    items
        The items of the type as the coalition has them (``items_for``, ``adapted``).
    """
    known = Known(profile.attendance, tier, profile.venue)
    shown = small.first(profile, items) if small.is_small(profile, now=now) else None
    listed = [
        _planned(item, reason, profile, now, folded=shown is not None and item.id not in shown)
        for item in items
        if (reason := _reason(item, known)) is not None
    ]
    return in_order(listed, profile, items)


def rebuilt(previous: Iterable[Planned], new: Iterable[Planned]) -> tuple[Planned, ...]:
    """Return a new plan that loses nothing of the previous one.

    What is not in the new plan stays as "no longer needed". What stays keeps its due time, so
    that a late item does not turn timely by being planned again; what is needed again after it
    was not takes the new one. Nothing of a plan that was open throughout is folded.
    """
    before = {one.id: one for one in previous}
    after = {one.id: one for one in new}
    screen = any(one.folded for one in before.values()) or not before
    kept = [_kept(one, before.get(one.id), screen=screen) for one in after.values()]
    gone = [replace(one, reason=Reason.NO_LONGER) for one in before.values() if one.id not in after]
    return (*kept, *gone)


def redated(
    previous: Iterable[Planned], *, was: datetime, start: datetime, now: datetime
) -> tuple[Planned, ...]:
    """Return a plan with the due times of a changed start; unchanged where the start is.

    Nothing is due before now, so that an item late for the old date is due at once, not late.
    """
    if was == start:
        return tuple(previous)
    dated = ((one, *_due(one.phase, start, now)) for one in previous)
    return tuple(replace(one, due=due, hurried=hurried) for one, due, hurried in dated)


def replanned(
    previous: Iterable[Planned],
    *,
    was: datetime,
    profile: Profile,
    tier: Tier | None,
    now: datetime,
    items: Sequence[Item],
) -> tuple[Planned, ...]:
    """Return the plan after any change of answers, date or level, in the order to do it."""
    new = plan(profile, tier, now=now, items=items)
    dated = redated(previous, was=was, start=profile.start, now=now)
    return in_order(rebuilt(dated, new), profile, items)


def in_order(
    listed: Iterable[Planned], profile: Profile, items: Sequence[Item]
) -> tuple[Planned, ...]:
    """Return a plan in the order to do it: what is open, by due time, critical first.

    Where many are due at once for want of time, the ten that matter most at the type lead: at a
    vigil the family is asked before a permit is.
    """
    leading = {one: place for place, one in enumerate(small.first(profile, items))}
    listing = {item.id: place for place, item in enumerate(items)}
    phases = tuple(Phase)

    def place(one: Planned) -> tuple[bool, bool, datetime, bool, int, int, int]:
        return (
            not one.needed,
            one.folded,
            one.due,
            not one.critical,
            leading.get(one.id, len(leading)) if one.hurried else len(leading),
            phases.index(one.phase),
            listing.get(one.id, len(listing)),
        )

    return tuple(sorted(listed, key=place))


def hurried(due: datetime, phase: Phase, start: datetime) -> bool:
    """Return whether there was less time than an item is usually given."""
    return due.astimezone(UTC) > start.astimezone(UTC) + phase.offset


def overdue(due: datetime, phase: Phase, *, start: datetime, now: datetime) -> bool:
    """Return whether an open item should have been done by now.

    What was due as it was listed is late after a day, or as the event starts.
    """
    if now <= due:
        return False
    return not hurried(due, phase, start) or now >= min(due + GRACE, start)


def said(reason: Reason) -> str:
    """Say why an item is on the plan."""
    return {
        Reason.ALWAYS: _("every event of this kind needs it"),
        Reason.APPLIES: _("it applies to this event"),
        Reason.NOT_KNOWN: _("listed because one of the answers is not known yet"),
        Reason.NO_LONGER: _("no longer needed"),
    }[reason]


def _reason(item: Item, known: Known) -> Reason | None:
    if not item.applies_if:
        return Reason.ALWAYS
    answer = applies(item.applies_if, known)
    if answer is None:
        return Reason.NOT_KNOWN
    return Reason.APPLIES if answer else None


def _kept(one: Planned, was: Planned | None, *, screen: bool) -> Planned:
    """Return an item with what the previous plan, one screen or not, promised of it."""
    folded = one.folded and (was.folded if was else screen)
    if was is None or not was.needed:
        return replace(one, folded=folded)
    return replace(one, folded=folded, due=was.due, hurried=was.hurried)


def _planned(
    item: Item, reason: Reason, profile: Profile, now: datetime, *, folded: bool
) -> Planned:
    due, hurried = _due(item.phase, profile.start, now)
    return Planned(item.id, item.phase, due, item.critical, item.role, folded, reason, hurried)


def _due(phase: Phase, start: datetime, now: datetime) -> tuple[datetime, bool]:
    # Offsets are elapsed hours: within one local zone Python would add hours of the wall clock.
    usual = start.astimezone(UTC) + phase.offset
    hurried = usual < now.astimezone(UTC)
    return (now if hurried else usual).astimezone(start.tzinfo), hurried
