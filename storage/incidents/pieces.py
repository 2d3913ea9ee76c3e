"""Pieces of cells by a small code: those in the database, and those an import adds."""

from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from knowledge.errors import DataError
from knowledge.incidents.linking import Ints, codes
from knowledge.incidents.numbers import NOWHERE
from knowledge.places.pieces import signature
from knowledge.words import _
from storage.tables import Layer, Piece, PiecePlace

Places = tuple[int, ...]

#: The layers of a workspace, and when each was imported.
Stamp = frozenset[tuple[int, datetime]]


class PieceCodes:
    """Gives each piece a code from 0, whether it is stored already or new.

    Parameters
    ----------
    layers
        The layer of each column of places.
    stamp
        What the layers were when the places were found.
    """

    def __init__(self, layers: tuple[int, ...], stamp: Stamp) -> None:
        self._layers = layers
        self._stamp = stamp
        self._ids: list[int] = []
        self._cells: list[int] = []
        self._codes: dict[str, int] = {}
        self._new: dict[int, Places] = {}

    @classmethod
    def load(cls, session: Session, *, workspace: int, layers: tuple[int, ...]) -> "PieceCodes":
        """Return codes of the pieces that are stored."""
        made = cls(layers, _stamp(session, workspace))
        made.learn(session, workspace=workspace)
        return made

    @property
    def ids(self) -> Ints:
        """The database row of each code, 0 for a new piece."""
        return np.array(self._ids, np.int64)

    @property
    def cells(self) -> Ints:
        """The cell of each code."""
        return np.array(self._cells, np.int64)

    def code(self, cells: Ints, places: Ints) -> NDArray[np.int32]:
        """Return the code of each (cell, places), shapes ``(n,)`` and ``(n, layers)``."""
        if not len(cells):
            return np.zeros(0, np.int32)
        kinds = codes(cells, *places.T)
        first = np.unique(kinds, return_index=True)[1]
        lines = zip(cells[first].tolist(), places[first].tolist(), strict=True)
        return np.array([self._one(cell, tuple(at)) for cell, at in lines], np.int32)[kinds]

    def of_rows(self, rows: Ints) -> NDArray[np.int32]:
        """Return the code of each stored piece, ``NOWHERE`` for row 0."""
        ids = self.ids
        order = np.argsort(ids)
        place = np.searchsorted(ids, rows, sorter=order)
        found = np.append(order, NOWHERE)[np.where(rows == 0, -1, place)]
        return found.astype(np.int32)

    def learn(self, session: Session, *, workspace: int) -> None:
        """Take in the pieces that are stored by now; those that are gone have no row."""
        self._ids = [0] * len(self._ids)
        query = select(Piece.id, Piece.cell, Piece.signature).where(Piece.workspace_id == workspace)
        for row, cell, text in session.execute(query.order_by(Piece.id)):
            code = self._add(cell, text)
            self._ids[code] = row
            self._new.pop(code, None)

    def save(self, session: Session, *, workspace: int) -> None:
        """Store the new pieces.

        Raises
        ------
        DataError
            When layers were imported since these codes were loaded.
        """
        if _stamp(session, workspace) != self._stamp:
            raise DataError(
                _("Places were imported meanwhile, so nothing was changed. Run it again.")
            )
        self.learn(session, workspace=workspace)
        if not self._new:
            return
        texts = {code: text for text, code in self._codes.items()}
        rows = [
            {"workspace_id": workspace, "cell": self._cells[code], "signature": texts[code]}
            for code in self._new
        ]
        connection, new = session.connection(), dict(self._new)
        connection.execute(insert(Piece), rows)
        self.learn(session, workspace=workspace)
        places = [
            {"workspace_id": workspace, "piece_id": row, "layer_id": layer, "place_id": place}
            for row, found in ((self._ids[code], found) for code, found in new.items())
            for layer, place in zip(self._layers, found, strict=True)
            if place
        ]
        if places:
            connection.execute(insert(PiecePlace), places)

    def _one(self, cell: int, places: Places) -> int:
        code = self._add(cell, signature(cell, places))
        if not self._ids[code]:
            self._new[code] = places
        return code

    def _add(self, cell: int, text: str) -> int:
        code = self._codes.setdefault(text, len(self._cells))
        if code == len(self._cells):
            self._cells.append(cell)
            self._ids.append(0)
        return code


def _stamp(session: Session, workspace: int) -> Stamp:
    query = select(Layer.id, Layer.imported_at).where(Layer.workspace_id == workspace)
    return frozenset((layer, at) for layer, at in session.execute(query))
