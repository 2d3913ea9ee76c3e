"""GeoJSON files by chunks of features, streamed."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import ijson
import numpy as np
import pandas as pd

from knowledge.errors import DataError
from knowledge.words import _
from storage.incidents.chunk import SIZE, Chunk
from storage.opening import Opened, opened

#: The names of the two columns that a feature's geometry becomes.
LAT = "geometry latitude"
LON = "geometry longitude"

#: Features whose properties make up the header: some writers leave empty ones out.
_LOOK = 100


def header(file: Path) -> list[str]:
    """Return the names of a file's properties, then those of its coordinates.

    Raises
    ------
    DataError
        When there are no features.
    """
    with opened(file) as source:
        first = list(islice(_features(source), _LOOK))
    if not first:
        raise DataError(_("{file} holds no GeoJSON features.").format(file=file.name))
    names = dict.fromkeys(name for one in first for name in one.get("properties") or {})
    return [*names, LAT, LON]


def chunks(
    file: Path, names: list[str], columns: Mapping[str, int], size: int = SIZE
) -> Iterator[Chunk]:
    """Yield a file's features, ``size`` at a time, with only the columns asked for.

    Parameters
    ----------
    names
        The header.
    columns
        Where in the header each wanted column stands, by the name it is to have.
    """
    wanted = {role: names[place] for role, place in columns.items()}
    with opened(file) as source:
        features = enumerate(_features(source), start=1)
        while some := list(islice(features, size)):
            yield _chunk(some, wanted, source.position)


def _features(source: Opened) -> Iterator[dict[str, Any]]:
    source.skip_mark()
    yield from ijson.items(source.stream, "features.item", use_float=True)


def _chunk(
    features: list[tuple[int, dict[str, Any]]], wanted: Mapping[str, str], read: int
) -> Chunk:
    lines, rows, broken = [], [], []
    for place, feature in features:
        point = _point(feature.get("geometry"))
        if point is None:
            broken.append((place, _("its shape is not a point")))
            continue
        values = {**(feature.get("properties") or {}), LON: point[0], LAT: point[1]}
        lines.append(place)
        rows.append([_text(values.get(name)) for name in wanted.values()])
    frame = pd.DataFrame(rows, columns=list(wanted), dtype=object)
    return Chunk(np.array(lines, dtype=np.int64), frame, broken, read)


def _point(geometry: dict[str, Any] | None) -> tuple[object, object] | None:
    """Return longitude and latitude, empty where there is no place; None for another shape."""
    if not geometry or not geometry.get("coordinates"):
        return "", ""
    if geometry.get("type") != "Point":
        return None
    longitude, latitude = geometry["coordinates"][:2]
    return longitude, latitude


def _text(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()
