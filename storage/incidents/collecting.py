"""Batches of a file gathered as compact columns, with places in place of coordinates' names."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.incidents.batch import Batch
from knowledge.incidents.linking import Ints, Rows
from knowledge.incidents.numbers import NOWHERE
from knowledge.places.kinds import RESOLUTION
from knowledge.places.pieces import Pieces
from storage.incidents import digests
from storage.incidents.pieces import PieceCodes

#: The columns that are kept of each row.
COLUMNS = {
    "number": np.int64,
    "minute": np.int64,
    "time_known": np.bool_,
    "lat": np.float64,
    "lon": np.float64,
    "piece": np.int32,
    "victims": np.int32,
    "fatal": np.int32,
}


class Collector:
    """Gathers the batches of one import; holds numbers, never objects.

    Parameters
    ----------
    pieces
        What finds the places of coordinates.
    codes
        What gives the pieces found a code.
    key
        The key of the source's digests.
    """

    def __init__(self, pieces: Pieces, codes: PieceCodes, *, key: bytes) -> None:
        self._pieces = pieces
        self._codes = codes
        self._key = key
        self._chunks: list[dict[str, NDArray[Any]]] = []

    def add(self, batch: Batch) -> None:
        """Take in one batch."""
        chunk = {name: getattr(batch, name) for name in COLUMNS if name not in ("number", "piece")}
        chunk["number"] = digests.of_texts(batch.number, key=self._key)
        chunk["piece"] = self._piece(batch.lat, batch.lon)
        self._chunks.append(chunk)

    def _piece(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.int32]:
        found = np.full(len(lat), NOWHERE, np.int32)
        located = np.flatnonzero(~(np.isnan(lat) | np.isnan(lon)))
        spots = lat[located], lon[located]
        cells = cells_of(*spots)
        found[located] = self._codes.code(cells, self._pieces.assign(cells, *spots))
        return found

    def rows(self) -> Rows:
        """Return every row so far, and forget the batches."""
        columns = {name: self._column(name) for name in COLUMNS}
        self._chunks.clear()
        return Rows(**columns)

    def _column(self, name: str) -> NDArray[Any]:
        parts = [chunk.pop(name) for chunk in self._chunks]
        return np.concatenate(parts) if parts else np.zeros(0, COLUMNS[name])


def cells_of(lat: Iterable[float], lon: Iterable[float]) -> Ints:
    """Return the cell of each point."""
    from h3.api.basic_int import latlng_to_cell

    points = zip(np.asarray(lat).tolist(), np.asarray(lon).tolist(), strict=True)
    return np.array([latlng_to_cell(*point, RESOLUTION) for point in points], np.int64)
