"""Readiness: what of the critical items is open, and "Ready?" the day before.

Nothing here forbids anything: it says "ready" or what is still open, and people decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.events.kinds import Tier
from knowledge.events.risk import Answer
from knowledge.events.tasks import Reach, Task
from knowledge.words import _, ngettext

#: The largest share of critical items open for 1, 2 and 3 points (E06).
_SHARES = ((0.10, 1), (0.25, 2), (0.50, 3))


@dataclass(frozen=True, slots=True)
class Ready:
    """Every critical item is settled and signed."""


@dataclass(frozen=True, slots=True)
class Open:
    """Ids of critical items still open, or settled but not signed by a second person."""

    open: tuple[str, ...]
    unsigned: tuple[str, ...]

    @property
    def things(self) -> tuple[str, ...]:
        """All of them, what is open first."""
        return self.open + self.unsigned


def readiness(tasks: Iterable[Task]) -> Answer:
    """Return the points of the share of critical items that are open; a gap without any."""
    critical = [one for one in tasks if one.critical]
    if not critical:
        return Answer(None, _("there is no list of items yet"))
    count = sum(not one.settled for one in critical)
    reason = _("{open} of {all}").format(open=count, all=len(critical))
    return Answer(_points(count / len(critical)), reason)


def ready(tasks: Iterable[Task], tier: Tier, *, inside: Tier | None = None) -> Ready | Open:
    """Return whether every critical item is settled, and signed where the tier asks for it.

    Parameters
    ----------
    tasks, tier
        As whoever asks may see them: outside outreach the shown list and level.
    inside
        The full level, for items that are only on the inside list. A signature on an item that
        everybody sees is asked for by the level that everybody sees: else it would tell.
    """
    critical = [one for one in tasks if one.critical]
    left = tuple(one.id for one in critical if not one.settled)
    unsigned = tuple(one.id for one in critical if one.unsigned(_tier(one, tier, inside)))
    return Open(left, unsigned) if left or unsigned else Ready()


def said(found: Ready | Open) -> str:
    """Say the answer to "Ready?" in a line."""
    if isinstance(found, Ready):
        return _("Ready: every critical item is settled.")
    count = len(found.things)
    return ngettext(
        "{count} thing is still open. You decide.",
        "{count} things are still open. You decide.",
        count,
    ).format(count=count)


def _tier(task: Task, tier: Tier, inside: Tier | None) -> Tier:
    return inside if inside is not None and task.reach is Reach.INSIDE else tier


def _points(share: float) -> int:
    if share <= 0:
        return 0
    return next((points for most, points in _SHARES if share <= most), 4)
