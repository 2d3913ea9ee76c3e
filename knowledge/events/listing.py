"""Everybody's list of items, and the list of those who may know the conflict answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.events.items import Item
from knowledge.events.levels import Levels
from knowledge.events.planning import Planned, plan, rebuilt
from knowledge.events.profile import Profile
from knowledge.events.tasks import Reach


@dataclass(frozen=True, slots=True)
class Listed:
    """One item on both lists; they are kept apart, so that neither is read off the other.

    Attributes
    ----------
    common
        As everybody's list has it; None where it is not on that.
    since
        When it came onto everybody's list after it had been on the inside list.
    """

    inside: Planned
    common: Planned | None
    since: datetime | None = None

    @property
    def reach(self) -> Reach:
        """Whose list it is on."""
        return Reach.INSIDE if self.common is None else Reach.EVERYBODY

    @property
    def needed(self) -> bool:
        """Whether everybody's list still asks for it."""
        return self.common is not None and self.common.needed


def listed(
    profile: Profile, levels: Levels, *, now: datetime, items: Sequence[Item]
) -> tuple[Listed, ...]:
    """Return the items of an event on both lists, in the order of the inside one.

    Everybody's come by the level that everybody sees. What only the full level brings in is
    added for those who may know the conflict answer: on everybody's list it would tell it.
    """
    common = _by_id(plan(profile, levels.planned, now=now, items=items))
    whole = plan(profile, levels.added, now=now, items=items)
    return tuple(Listed(one, common.get(one.id)) for one in whole)


def relisted(
    previous: Sequence[Listed], new: Sequence[Listed], *, now: datetime
) -> tuple[Listed, ...]:
    """Return a new listing that loses nothing of the previous one, on either list."""
    inside = rebuilt([one.inside for one in previous], [one.inside for one in new])
    common = _by_id(rebuilt(_common(previous), _common(new)))
    before = {one.inside.id: one for one in previous}
    return tuple(
        Listed(one, common.get(one.id), _since(before.get(one.id), common.get(one.id), now))
        for one in inside
    )


def _since(was: Listed | None, common: Planned | None, now: datetime) -> datetime | None:
    if was is None or common is None:
        return None
    return was.since if was.reach is Reach.EVERYBODY else now


def _common(some: Iterable[Listed]) -> list[Planned]:
    return [one.common for one in some if one.common is not None]


def _by_id(some: Iterable[Planned]) -> dict[str, Planned]:
    return {one.id: one for one in some}
