"""Cells cut by the boundaries of several layers, and which cuts are too small to be told apart.

In a cell the parts of a layer are numbered from 1 in the order of its areas; 0 is the ground
in none of them. A *code* is one such number for every layer, as a mixed-radix number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from knowledge.places.cells import clip, polygons
from knowledge.places.measures import square_metres
from knowledge.places.mending import polygonal

#: The least ground that a record may describe: one hectare, and 1 % for other people's maps
#: of the same ground. [m²]
LEAST = 10_100.0

#: Where the pieces of a cell do not add up, as with borders that are nearly parallel, their
#: corners are rounded to a millimetre, which is sure and twice as slow. [degrees]; [m²]
GRID, SLACK = 1e-8, 5.0

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cut:
    """How one layer divides cells.

    Attributes
    ----------
    base
        For cells that no boundary of the layer crosses, the position of the area that holds
        them, -1 where none does, shape ``(n,)``.
    start, count
        Where the cell's parts begin below and how many there are, shape ``(n,)``; no parts
        where nothing crosses.
    area, shape
        Each part's area, as a position in the layer, and its outline, shape ``(m,)``. Where
        areas overlap, the first counts.
    """

    base: Ints
    start: Ints
    count: Ints
    area: Ints
    shape: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Table:
    """What to record for each code of each cell.

    Attributes
    ----------
    weight
        What one step of a layer's number adds to the code, shape ``(n, L)``.
    size
        How many codes a cell has, shape ``(n,)``.
    cell, code, area
        Every code that has ground, ordered by cell and code, shape ``(k,)``. [m²]
    recorded
        The code to record instead, shape ``(k,)``.
    default
        The code to record where an unlisted one turns up, shape ``(n,)``.
    """

    weight: Ints
    size: Ints
    cell: Ints
    code: Ints
    area: NDArray[np.float64]
    recorded: Ints
    default: Ints


class _Pieces(NamedTuple):
    """Every piece, ordered by cell and code, ``(k,)`` each: its cell, code and area [m²]."""

    at: Ints
    code: Ints
    area: NDArray[np.float64]


class _Numbered(NamedTuple):
    """Parts of cells by their number in the cell, ``(m,)`` each."""

    cell: Ints
    number: Ints
    shape: NDArray[np.object_]


def cut(outlines: NDArray[np.object_], areas: NDArray[np.object_]) -> Cut:
    """Return how a layer's areas, shape ``(p,)``, divide cell outlines, shape ``(n,)``."""
    parts = clip(outlines, areas)
    base = np.full(len(outlines), -1, np.int64)
    held, first = np.unique(parts.cell[parts.whole], return_index=True)
    base[held] = parts.area[parts.whole][first]
    kept = base[parts.cell] < 0
    count = np.bincount(parts.cell[kept], minlength=len(outlines))
    return Cut(base, np.cumsum(count) - count, count, parts.area[kept], parts.shape[kept])


def overlay(cells: Ints, layers: Sequence[NDArray[np.object_]]) -> tuple[list[Cut], Table]:
    """Cut ``cells``, shape ``(n,)``, by each layer's areas; merge what is under a hectare.

    "No combination of cell and places may describe less than one hectare: in a smaller
    piece the incident takes the place that holds most of the cell." Where that combination
    of places would itself, with everything sent to it, describe less, the small pieces go
    to the largest piece of the cell.
    """
    outlines = polygons(cells)
    cuts = [cut(outlines, areas) for areas in layers]
    one = np.ones(len(cells), np.int64)
    product = np.cumprod(np.column_stack([one, *(each.count + 1 for each in cuts)]), axis=1)
    weight, size = product[:, :-1], product[:, -1]
    at, code, area = _measured(outlines, cuts, weight)
    common = np.zeros(len(cells), np.int64)
    for layer, each in enumerate(cuts):
        common += weight[:, layer] * _most(outlines, each)
    target = _target(at, code, area, common)
    recorded = np.where((area >= LEAST) & (code != common[at]), code, target[at])
    return cuts, Table(weight, size, at, code, area, recorded, target)


def _measured(outlines: NDArray[np.object_], cuts: Sequence[Cut], weight: Ints) -> _Pieces:
    """Return every piece, those of cells that did not add up from rounded corners."""
    try:
        found = _pieces(outlines, cuts, weight, grid=None)
        whole = np.bincount(found.at, found.area, minlength=len(outlines))
        wrong = np.abs(whole - square_metres(outlines)) > SLACK
    except shapely.GEOSException:
        found = _Pieces(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
        wrong = np.ones(len(outlines), np.bool_)
    if not wrong.any():
        return found
    some = [replace(one, start=one.start[wrong], count=one.count[wrong]) for one in cuts]
    again = _pieces(outlines[wrong], some, weight[wrong], grid=GRID)
    kept = ~wrong[found.at]
    at = np.append(found.at[kept], np.flatnonzero(wrong)[again.at])
    code = np.append(found.code[kept], again.code)
    order = np.lexsort((code, at))
    return _Pieces(at[order], code[order], np.append(found.area[kept], again.area)[order])


def _pieces(
    outlines: NDArray[np.object_], cuts: Sequence[Cut], weight: Ints, *, grid: float | None
) -> _Pieces:
    at = np.arange(len(outlines))
    code = np.zeros(len(outlines), np.int64)
    shape, uncut = outlines, np.ones(len(outlines), np.bool_)
    for layer, each in enumerate(cuts):
        parts = _partition(outlines, each, grid)
        rows, part = _join(at, parts.cell)
        crossed = parts.shape[part]
        again = ~uncut[rows]
        crossed[again] = _common(shape[rows[again]], crossed[again], grid)
        plain = each.count[at] == 0
        code = np.append(code[plain], code[rows] + weight[at[rows], layer] * parts.number[part])
        at = np.append(at[plain], at[rows])
        shape = np.append(shape[plain], crossed)
        uncut = np.append(uncut[plain], np.zeros(len(rows), np.bool_))
        kept = shapely.area(shape) > 0
        at, code, shape, uncut = at[kept], code[kept], shape[kept], uncut[kept]
    order = np.lexsort((code, at))
    return _Pieces(at[order], code[order], square_metres(shape[order]))


def _partition(outlines: NDArray[np.object_], each: Cut, grid: float | None) -> _Numbered:
    """Return disjoint parts that fill the crossed cells, ordered by cell."""
    crossed = np.flatnonzero(each.count)
    rest = outlines[crossed]
    found = []
    for turn in range(int(each.count.max(initial=0))):
        has = np.flatnonzero(each.count[crossed] > turn)
        part = each.shape[each.start[crossed[has]] + turn]
        left = rest[has]
        rest[has] = _common(left, part, grid, but=True)
        found.append(
            _Numbered(
                crossed[has],
                np.full(len(has), turn + 1),
                _common(left, part, grid) if turn else part,
            )
        )
    found.append(_Numbered(crossed, np.zeros(len(crossed), np.int64), rest))
    cells = np.concatenate([one.cell for one in found])
    order = np.argsort(cells, kind="stable")
    numbers = np.concatenate([one.number for one in found])
    shapes = np.concatenate([one.shape for one in found])
    return _Numbered(cells[order], numbers[order], shapes[order])


def _common(
    one: NDArray[np.object_], other: NDArray[np.object_], grid: float | None, *, but: bool = False
) -> NDArray[np.object_]:
    """Return what is in both shapes, or in ``one`` but not in the other."""
    operation = shapely.difference if but else shapely.intersection
    return polygonal(operation(one, other, grid_size=grid))


def _most(outlines: NDArray[np.object_], each: Cut) -> Ints:
    """Return for each cell the number of the part that holds most of it, 0 where uncrossed."""
    owner = np.repeat(np.arange(len(outlines)), each.count)
    order = np.lexsort((each.area, -square_metres(each.shape), owner))
    held, first = np.unique(owner[order], return_index=True)
    most = np.zeros(len(outlines), np.int64)
    most[held] = order[first] - each.start[held] + 1
    return most


def _target(at: Ints, code: Ints, area: NDArray[np.float64], common: Ints) -> Ints:
    """Return the code that a cell's small pieces are recorded with, shape ``(n,)``."""
    sent = (area < LEAST) | (code == common[at])
    ground = np.bincount(at[sent], area[sent], minlength=len(common))
    order = np.lexsort((code, -area, at))
    held, first = np.unique(at[order], return_index=True)
    greatest = common.copy()
    greatest[held] = code[order][first]
    return np.where(ground >= LEAST, common, greatest)


def _join(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return the positions of every pair with ``left == right``; ``right`` is sorted."""
    start, stop = np.searchsorted(right, left, "left"), np.searchsorted(right, left, "right")
    length = stop - start
    rows = np.repeat(np.arange(len(left)), length)
    return rows, np.arange(length.sum()) - np.repeat(np.cumsum(length) - length - start, length)
