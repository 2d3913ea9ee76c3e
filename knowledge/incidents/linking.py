"""Which rows of a source tell of the same incident."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.incidents.numbers import NOWHERE, Numbers

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Every accepted row of one import as columns, each of shape ``(n,)``.

    Attributes
    ----------
    number
        A digest of the source's number, 0 where there is none. [int64]
    minute, time_known, victims, fatal
        As in :class:`knowledge.incidents.batch.Batch`.
    lat, lon
        WGS84 [degrees]; NaN where the row has no place. [float64]
    piece
        Code of the piece that the row lies in, ``NOWHERE`` without a place. [int32]
    """

    number: Ints
    minute: Ints
    time_known: NDArray[np.bool_]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    piece: NDArray[np.int32]
    victims: NDArray[np.int32]
    fatal: NDArray[np.int32]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.number)


@dataclass(frozen=True, slots=True)
class Linked:
    """The numbers of an import, and for rows without one what tells them apart.

    Attributes
    ----------
    numbers
        One line for each number, and for each incident told of without one (digest 0).
    ordinal
        Where the digest is 0: its place among those of the same minute and cell. [int64]
    """

    numbers: Numbers
    ordinal: Ints


def link(rows: Rows, cells: Ints) -> Linked:
    """Return the numbers of an import with the incident that each belongs to.

    Rows tell of one incident when they share a number, or share minute and coordinates
    with the time known; both links are followed to the end. The result does not depend
    on the order of the rows.

    Parameters
    ----------
    cells
        The cell of each piece code.
    """
    if not len(rows):
        return Linked(Numbers.none(), np.zeros(0, np.int64))
    by_number, by_spot = _by_number(rows), _by_spot(rows)
    group = components(by_number, by_spot)
    numbered = rows.number != 0
    item = np.where(numbered, by_number, by_number.max() + 1 + by_spot)
    numbers, first = _gather(rows, _dense(item), group)
    return Linked(numbers, _ordinals(rows, numbers, first, cells))


def components(left: Ints, right: Ints) -> Ints:
    """Return the connected component of each edge ``left[i]`` – ``right[i]``, from 0.

    ``left`` and ``right`` name nodes of two kinds by codes from 0.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    offset = int(left.max()) + 1
    size = offset + int(right.max()) + 1
    ends = left.astype(np.int32), (right + offset).astype(np.int32)
    graph = coo_array((np.ones(len(left), np.int8), ends), shape=(size, size))
    labels = connected_components(graph.tocsr(), directed=False)[1]
    return _dense(labels[left].astype(np.int64))


def codes(*columns: NDArray[np.generic]) -> Ints:
    """Return a code for each distinct line of ``columns``, from 0 in their order."""
    order = np.lexsort(columns[::-1])
    differs = np.zeros(len(order), bool)
    for column in columns:
        ordered = column[order]
        differs[1:] |= ordered[1:] != ordered[:-1]
    found = np.empty(len(order), np.int64)
    found[order] = np.cumsum(differs)
    return found


def _dense(column: Ints) -> Ints:
    return np.unique(column, return_inverse=True)[1].astype(np.int64, copy=False)


def _by_number(rows: Rows) -> Ints:
    """Return a code for each number; a row without one has a code of its own."""
    return codes(rows.number, np.where(rows.number == 0, np.arange(len(rows)), 0))


def _by_spot(rows: Rows) -> Ints:
    """Return a code for each minute and coordinates; a row without has its own."""
    linkable = rows.time_known & (rows.piece != NOWHERE)
    own = np.where(linkable, 0, np.arange(1, len(rows) + 1))
    lat, lon = (np.where(linkable, axis, 0.0) for axis in (rows.lat, rows.lon))
    return codes(rows.minute, lat, lon, own)


def _gather(rows: Rows, item: Ints, group: Ints) -> tuple[Numbers, Ints]:
    """Return what each item brings in, and its first row.

    The earliest row whose time is known says when; the first of its rows that has a place
    says where.
    """
    unlocated = rows.piece == NOWHERE
    order = np.lexsort((rows.lon, rows.lat, unlocated, rows.minute, ~rows.time_known, item))
    starts = np.flatnonzero(np.diff(item[order], prepend=-1))
    first = order[starts]
    located = order[~unlocated[order]]
    piece = np.full(len(starts), NOWHERE, np.int32)
    piece[item[located][::-1]] = rows.piece[located][::-1]
    return Numbers(
        digest=rows.number[first],
        incident=group[first],
        minute=rows.minute[first],
        time_known=rows.time_known[first],
        piece=piece,
        victims=np.add.reduceat(rows.victims[order], starts, dtype=np.int64),
        fatal=np.add.reduceat(rows.fatal[order], starts, dtype=np.int64),
    ), first


def _ordinals(rows: Rows, numbers: Numbers, first: Ints, cells: Ints) -> Ints:
    """Return the place of each item without a number among those of its minute and cell."""
    ordinal = np.zeros(len(numbers), np.int64)
    bare = np.flatnonzero(numbers.digest == 0)
    if not len(bare):
        return ordinal
    cell = numbers.cell(cells)[bare]
    minute, known = numbers.minute[bare], numbers.time_known[bare]
    spot = rows.lat[first[bare]], rows.lon[first[bare]]
    inside = np.lexsort(
        (numbers.fatal[bare], numbers.victims[bare], spot[1], spot[0], known, cell, minute)
    )
    key = codes(minute, cell, known)[inside]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    run = np.repeat(starts, np.diff(starts, append=len(key)))
    ordinal[bare[inside]] = np.arange(len(key)) - run
    return ordinal
