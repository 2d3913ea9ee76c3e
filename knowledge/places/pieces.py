"""From a point to what is recorded of it: its cell, and of each layer a place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from knowledge.places.overlay import Cut, Table, overlay

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AreaLayer:
    """A layer's areas: places' ids and outlines, both ``(p,)``, in the order of their keys."""

    id: int
    place_ids: Ints
    areas: NDArray[np.object_]


class Pieces:
    """Says which place of each layer an incident is recorded with.

    No combination of cell and places that it returns describes less than one hectare of
    ground: see ``knowledge.places.overlay``. What it learned of a cell is kept, so that
    incidents can be handed over a chunk at a time.

    Attributes
    ----------
    layer_ids
        The layer of each column of the labels.
    """

    layer_ids: tuple[int, ...]

    def __init__(self, layers: Sequence[AreaLayer]) -> None:
        self.layer_ids = tuple(layer.id for layer in layers)
        self._layers = tuple(layers)
        self._tables: list[_Cells] = []

    def assign(
        self, cells: Ints, lat: NDArray[np.float64], lon: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Return the place ids to record, shape ``(n, L)``; 0 is in no place of that layer.

        Parameters
        ----------
        cells
            The H3 cell of each point, at ``RESOLUTION``, shape ``(n,)``.
        lat, lon
            Where the points are, WGS84, shape ``(n,)``. [degrees]
        """
        labels = np.zeros((len(cells), len(self._layers)), np.int64)
        if not self._layers or not len(cells):
            return labels
        self._learn(cells)
        for table in self._tables:
            row, known = table.find(cells)
            if known.any():
                labels[known] = self._label(table, row[known], lat[known], lon[known])
        return labels

    def _learn(self, cells: Ints) -> None:
        new = np.unique(cells)
        for known in self._tables:
            new = new[~known.find(new)[1]]
        if len(new):
            cuts, table = overlay(new, [layer.areas for layer in self._layers])
            for each in cuts:
                shapely.prepare(each.shape)
            self._tables.append(_Cells(new, cuts, table))

    def _label(
        self, table: "_Cells", row: Ints, lat: NDArray[np.float64], lon: NDArray[np.float64]
    ) -> Ints:
        once, back = _distinct(row, lat, lon)
        row, lat, lon = row[once], lat[once], lon[once]
        numbers = [_number(each, row, lat, lon) for each in table.cuts]
        code = table.record(row, np.column_stack(numbers))
        recorded = [
            np.append(layer.place_ids, 0)[table.place(at, row, code)]
            for at, layer in enumerate(self._layers)
        ]
        return np.column_stack(recorded)[back]


@dataclass(frozen=True, slots=True)
class _Cells:
    """What is known of some cells, sorted."""

    cells: Ints
    cuts: list[Cut]
    table: Table

    def find(self, cells: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Return each cell's position here, and whether it is here at all."""
        row = np.searchsorted(self.cells, cells)
        row[row == len(self.cells)] = 0
        return row, self.cells[row] == cells

    def record(self, row: Ints, numbers: Ints) -> Ints:
        """Return the code to record for points with these part numbers, ``(n, L)``."""
        table = self.table
        begin = np.cumsum(table.size) - table.size
        listed = begin[table.cell] + table.code
        key = begin[row] + (numbers * table.weight[row]).sum(axis=1)
        at = np.minimum(np.searchsorted(listed, key), len(listed) - 1)
        return np.where(listed[at] == key, table.recorded[at], table.default[row])

    def place(self, layer: int, row: Ints, code: Ints) -> Ints:
        """Return the position of the place that a code names in one layer, -1 for none."""
        each = self.cuts[layer]
        number = code // self.table.weight[row, layer] % (each.count[row] + 1)
        part = np.append(each.area, -1)[np.where(number > 0, each.start[row] + number - 1, -1)]
        return np.where(each.count[row] > 0, part, each.base[row])


def signature(cell: int, labels: Sequence[int]) -> str:
    """Return a piece as text: its cell and its place in each layer."""
    return ",".join(map(str, (cell, *labels)))


def _number(
    each: Cut, row: Ints, lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the number of the part that each point lies in, the first where several."""
    number = np.zeros(len(row), np.int64)
    open_ = np.flatnonzero(each.count[row])
    turn = 0
    while len(open_):
        part = each.shape[each.start[row[open_]] + turn]
        inside = shapely.intersects_xy(part, lon[open_], lat[open_])
        turn += 1
        number[open_[inside]] = turn
        open_ = open_[~inside & (each.count[row[open_]] > turn)]
    return number


def _distinct(
    row: Ints, lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> tuple[Ints, NDArray[np.intp]]:
    """Return the positions of the first of equal points, and for each point which it equals."""
    east, easts = pd.factorize(lon)
    north = pd.factorize(lat)[0]
    key = (north * len(easts) + east) * (row.max() + 1) + row
    back = pd.factorize(key)[0]
    return np.flatnonzero(~pd.Series(back).duplicated().to_numpy()).astype(np.int64), back
