"""Rows of incident files as columns: what reading hands to linking."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Category(StrEnum):
    """What kind of incident a row tells of."""

    SHOOTING = "shooting"
    SHOTS_FIRED = "shots_fired"
    HOMICIDE = "homicide"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Batch:
    """One chunk of accepted rows as columns, each of shape ``(n,)``.

    Attributes
    ----------
    line
        Line of the row in its file, counted from 1 with the header. [int64]
    number
        The source's own incident number as text, "" where there is none. [object]
    minute
        When it happened, minutes since 1970-01-01 UTC. [int64]
    time_known
        Whether the time of day is known; where not, ``minute`` is local midnight. [bool]
    lat, lon
        WGS84 [degrees]; NaN where the row has no place. [float64]
    victims, fatal
        People shot and people killed that this row stands for. [int32]
    """

    line: NDArray[np.int64]
    number: NDArray[np.object_]
    minute: NDArray[np.int64]
    time_known: NDArray[np.bool_]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    victims: NDArray[np.int32]
    fatal: NDArray[np.int32]

    def __len__(self) -> int:
        """Return how many rows the batch holds."""
        return len(self.line)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that could not be taken in, and why, for the report file."""

    file: str
    line: int
    reason: str
