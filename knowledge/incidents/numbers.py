"""What a source's numbers bring in, as columns, and the incidents that they make up."""

from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

#: The piece code of what has no place.
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Incidents:
    """Incidents as columns, each of shape ``(n,)``.

    Attributes
    ----------
    minute
        When, minutes since 1970-01-01 UTC. [int64]
    time_known
        Whether the time of day is known. [bool]
    piece
        Code of the piece it lies in, ``NOWHERE`` without a place. [int32]
    victims, fatal
        People shot and people killed. [int64]
    """

    minute: Ints
    time_known: NDArray[np.bool_]
    piece: NDArray[np.int32]
    victims: Ints
    fatal: Ints

    def __len__(self) -> int:
        """Return how many incidents there are."""
        return len(self.minute)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What each number brings in, and the incident it belongs to; columns ``(n,)``.

    Attributes
    ----------
    digest
        The keyed digest that stands for the number. [int64]
    incident
        The incident it belongs to: a label from 0, or a row of the database. [int64]
    minute, time_known, piece, victims, fatal
        As in :class:`Incidents`.
    """

    digest: Ints
    incident: Ints
    minute: Ints
    time_known: NDArray[np.bool_]
    piece: NDArray[np.int32]
    victims: Ints
    fatal: Ints

    @classmethod
    def none(cls) -> Self:
        """Return no numbers."""
        empty = np.zeros(0, np.int64)
        none = np.zeros(0, np.bool_), np.zeros(0, np.int32)
        return cls(empty, empty, empty, *none, empty, empty)

    def __len__(self) -> int:
        """Return how many numbers there are."""
        return len(self.digest)

    def take(self, which: NDArray[Any]) -> "Numbers":
        """Return the lines at ``which``, a mask or positions."""
        columns = {one.name: getattr(self, one.name)[which] for one in fields(self)}
        return replace(self, **columns)

    def cell(self, cells: Ints) -> Ints:
        """Return the cell of each number, 0 without a place, given that of each piece code."""
        return np.append(cells, 0)[self.piece]

    def sorted(self) -> "Numbers":
        """Return the same in the order of digests."""
        if (self.digest[1:] >= self.digest[:-1]).all():
            return self
        return self.take(np.argsort(self.digest, kind="stable"))

    def joined(self, other: "Numbers") -> "Numbers":
        """Return these numbers followed by ``other``."""
        columns = {
            one.name: np.concatenate([getattr(self, one.name), getattr(other, one.name)])
            for one in fields(self)
        }
        return replace(self, **columns)


def fold(numbers: Numbers) -> Incidents:
    """Return the incidents that ``numbers`` make up, in the order of their labels from 0.

    The earliest number whose time is known says when; the first of them that has a place
    says where; people are added up.
    """
    unlocated = numbers.piece == NOWHERE
    keys = numbers.digest, unlocated, numbers.minute, ~numbers.time_known, numbers.incident
    order = np.lexsort(keys)
    label = numbers.incident[order]
    starts = np.flatnonzero(np.diff(label, prepend=-1))
    first = order[starts]
    located = order[~unlocated[order]]
    piece = np.full(len(starts), NOWHERE, np.int32)
    piece[numbers.incident[located][::-1]] = numbers.piece[located][::-1]
    return Incidents(
        minute=numbers.minute[first],
        time_known=numbers.time_known[first],
        piece=piece,
        victims=_sums(numbers.victims[order], starts),
        fatal=_sums(numbers.fatal[order], starts),
    )


def _sums(column: Ints, starts: NDArray[np.intp]) -> Ints:
    """Return the sum of each run of ``column`` that begins at ``starts``."""
    return np.add.reduceat(column, starts) if len(starts) else np.zeros(0, np.int64)
