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
    names = dict.fromkeys(name for one in first for name in _properties(one) or {})
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


def _features(source: Opened) -> Iterator[Any]:
    source.skip_mark()
    yield from ijson.items(source.stream, "features.item", use_float=True)


def _chunk(features: list[tuple[int, Any]], wanted: Mapping[str, str], read: int) -> Chunk:
    lines, rows, broken = [], [], []
    for place, feature in features:
        properties = _properties(feature)
        if properties is None:
            broken.append((place, _("it is not a feature with properties")))
            continue
        point = _point(feature.get("geometry"))
        if isinstance(point, str):
            broken.append((place, point))
            continue
        values = {**properties, LON: point[0], LAT: point[1]}
        lines.append(place)
        rows.append([_text(values.get(name)) for name in wanted.values()])
    frame = pd.DataFrame(rows, columns=list(wanted), dtype=object)
    return Chunk(np.array(lines, dtype=np.int64), frame, broken, read)


def _properties(feature: Any) -> dict[str, Any] | None:
    """Return what a feature says of itself; None where it is no feature."""
    found = (feature.get("properties") or {}) if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else None


def _point(geometry: Any) -> tuple[object, object] | str:
    """Return longitude and latitude, empty where there is no place; else what is wrong."""
    if not geometry:
        return "", ""
    if not isinstance(geometry, dict):
        return _("its geometry cannot be made out")
    found = geometry.get("coordinates")
    if not found and "geometries" not in geometry:
        return "", ""
    if geometry.get("type") != "Point":
        return _("its shape is not a point")
    pair = found[:2] if isinstance(found, list) else []
    if len(pair) == 2 and all(_is_number(each) for each in pair):
        return pair[0], pair[1]
    return ("", "") if pair == [None, None] else _("its coordinates are not two numbers")


def _is_number(value: object) -> bool:
    """Say of a value whether it is a number, or a text that is yet to be read as one."""
    return isinstance(value, int | float | str) and not isinstance(value, bool)


def _text(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()
