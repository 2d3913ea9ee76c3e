"""Some rows of a file, however it holds them."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Rows read at once.
SIZE = 50_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a file.

    Attributes
    ----------
    lines
        The line that each row begins on, from 1; for GeoJSON the feature, from 1.
    frame
        Texts, stripped; a column for each that was asked for.
    broken
        Rows that could not be split into columns, and why.
    read
        How much of the file has been read. [bytes]
    """

    lines: NDArray[np.int64]
    frame: pd.DataFrame
    broken: list[tuple[int, str]] = field(default_factory=list)
    read: int = 0

    def __len__(self) -> int:
        """Return how many rows there were, broken ones included."""
        return len(self.lines) + len(self.broken)
