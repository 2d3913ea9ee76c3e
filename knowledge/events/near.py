"""The two factors about the place: the nearest shooting, and where the cell stands in the ranking.

Distances are counted by cells, because the exact place of an event is never kept: "about 500 m"
is the event's cell and two rings, "about 200 m" the cell and one ring. From anywhere in the cell
to the edge that is 470 to 570 m, or 180 to 215 m, in the contiguous states: cells vary in size.
"""

from collections.abc import Iterable

from knowledge.events.risk import Answer
from knowledge.words import _

#: Rings around the event's cell that are counted as about 200 m and about 500 m.
CLOSE, AROUND = 1, 2
#: Data that ends longer ago says nothing about the last month. [days]
STALE = 30

#: The most days ago, and the points; the two-week, one-block rule stands apart (H03).
_NEAR_REPEAT = (14, 4)
_BANDS = ((30, 3), (90, 2), (365, 1))
#: The top share of the ranking, and the points (H01, H02).
_TOP = ((0.02, 4), (0.05, 3), (0.10, 2))


def cells_within(cell: int, rings: int) -> frozenset[int]:
    """Return a cell and the rings around it."""
    import h3.api.basic_int as h3

    return frozenset(int(one) for one in h3.grid_disk(cell, rings))


def recent_shooting(close: int | None, around: int | None, *, silent: int = 0) -> Answer:
    """Return the points of the nearest shooting.

    Parameters
    ----------
    close, around
        How long ago the newest one was in the cell and one ring, and in the cell and two rings;
        None where there was none in a year. [days]
    silent
        How long ago the data ends. [days]
    """
    nearest = min((one for one in (close, around) if one is not None), default=None)
    points = _recent(close, nearest)
    if silent > STALE and points < _BANDS[0][1]:
        return Answer(None, _("the incident data ends {days} days ago").format(days=silent))
    if points == _NEAR_REPEAT[1]:
        return Answer(points, _("{newest}, within about 200 m").format(newest=_said(close)))
    return Answer(points, _said(nearest))


def hotspot(share: float | None, beside: Iterable[float] = ()) -> Answer:
    """Return the points of the cell's place in the ranking.

    Parameters
    ----------
    share
        Its rank over the number of cells, in (0, 1]; None where it is in no ranking.
    beside
        The same of the cells next to it.
    """
    if share is None:
        return Answer(None, _("there is no ranking of this place"))
    if points := _top(share):
        return Answer(points)
    return Answer(1 if any(_top(one) for one in beside) else 0)


def unplaced() -> tuple[Answer, Answer]:
    """Return both answers where only a neighborhood is known: two gaps."""
    why = _("only a neighborhood is known, so nothing near it can be counted")
    return Answer(None, why), Answer(None, why)


def _recent(close: int | None, nearest: int | None) -> int:
    if close is not None and close <= _NEAR_REPEAT[0]:
        return _NEAR_REPEAT[1]
    if nearest is None:
        return 0
    return next((points for days, points in _BANDS if nearest <= days), 0)


def _said(days: int | None) -> str:
    # The factor's name says how far around, and that cells are counted.
    if days is None or days > _BANDS[-1][0]:
        return _("none in 365 days")
    ago = _("{days} days ago").format(days=days) if days > 1 else _("within a day or two")
    return _("the newest {ago}").format(ago=ago)


def _top(share: float) -> int:
    return next((points for top, points in _TOP if share <= top), 0)
