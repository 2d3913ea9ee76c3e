"""Which items are on everybody's list, and which only on the list of those inside."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from knowledge.events.items import Item
from knowledge.events.levels import Levels
from knowledge.events.planning import Planned, plan
from knowledge.events.profile import Profile
from knowledge.events.tasks import Reach


def listed(
    profile: Profile, levels: Levels, *, now: datetime, items: Sequence[Item]
) -> tuple[tuple[Planned, Reach], ...]:
    """Return the items of an event, each with whose list it is on.

    Everybody's come by the level that everybody sees; what only the full level brings in is
    added for those who may know the conflict answer, because on everybody's list it would give
    that answer away.
    """
    common = {one.id for one in plan(profile, levels.planned, now=now, items=items)}
    whole = plan(profile, levels.added, now=now, items=items)
    return tuple((one, Reach.EVERYBODY if one.id in common else Reach.INSIDE) for one in whole)


def widened(before: Mapping[str, Reach], after: Mapping[str, Reach]) -> dict[str, Reach]:
    """Return whose list each item is on after planning again: never fewer people's than before."""
    common = {one for some in (before, after) for one in some if some[one] is Reach.EVERYBODY}
    return {one: Reach.EVERYBODY if one in common else Reach.INSIDE for one in (*before, *after)}
