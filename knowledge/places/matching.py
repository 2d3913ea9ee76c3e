"""Rows of a table matched to places by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.errors import DataError, UsageError
from knowledge.places.census import key_of
from knowledge.places.kinds import Kind
from knowledge.words import _


@dataclass(frozen=True, slots=True)
class Matched:
    """How a table is keyed.

    Attributes
    ----------
    kind
        The layer whose keys the column holds.
    column
        The column of the keys.
    hits
        How many rows it finds a place for.
    """

    kind: Kind
    column: str
    hits: int


def match(
    rows: Sequence[Mapping[str, str]],
    keys: Mapping[Kind, Mapping[str, int]],
    *,
    column: str | None = None,
) -> Matched:
    """Return the layer and the column that fit best; the first of equally good ones.

    Parameters
    ----------
    keys
        The places of each layer by key.
    column
        The column of the keys, where somebody named it.

    Raises
    ------
    UsageError
        When the file has no such column.
    DataError
        When no column holds keys of any layer.
    """
    header = list(rows[0]) if rows else []
    if column is not None and column not in header:
        raise UsageError(
            _("--key-field {column}: the file has no such column. It has: {fields}.").format(
                column=column, fields=", ".join(header)
            )
        )
    tried = [
        Matched(kind, field, sum(key_of(row[field]) in known for row in rows))
        for kind, known in keys.items()
        for field in ([column] if column else header)
    ]
    best = max(tried, key=lambda each: each.hits, default=None)
    if best is None or best.hits == 0:
        raise DataError(
            _(
                "No row fits a place. The file needs a column with the keys of a layer, such "
                "as a tract's GEOID or a district's number; layers imported: {kinds}."
            ).format(kinds=", ".join(keys))
        )
    return best
