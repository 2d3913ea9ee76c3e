"""GeoJSON files of places, plain or packed."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from knowledge.errors import DataError
from knowledge.places.gathering import Feature
from knowledge.places.mending import is_projected
from knowledge.words import _
from storage.opening import Form, form, opened

#: Names of coordinate systems in degrees, as they end in a file's "crs"; NAD 83 is within a
#: metre or two of WGS 84.
_DEGREES = ("crs84", "4326", "4269", "4979")


def read(file: Path) -> list[Feature]:
    """Return the features of a GeoJSON file.

    Raises
    ------
    DataError
        When the file is missing, damaged, not GeoJSON, or in projected coordinates.
    """
    if form(file) is not Form.GEOJSON:
        raise DataError(
            _("{file} is not GeoJSON. Download the outlines as GeoJSON.").format(file=file.name)
        )
    with opened(file) as source:
        text = source.stream.read().decode("utf-8-sig", "replace")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise DataError(
            _("{file} is not whole GeoJSON, so nothing was changed. Download it again.").format(
                file=file.name
            )
        ) from None
    if not _in_degrees(found):
        raise _projected(file)
    features = [_feature(number, one) for number, one in enumerate(_features(found, file), 1)]
    drawn = [feature.shape for feature in features if feature.shape is not None]
    if is_projected(np.array(drawn, np.object_)):
        raise _projected(file)
    return features


def _features(found: Any, file: Path) -> list[Any]:
    kind = found.get("type") if isinstance(found, dict) else None
    features = found.get("features") if kind == "FeatureCollection" else [found]
    if kind not in ("FeatureCollection", "Feature") or not isinstance(features, list):
        raise DataError(
            _("{file} is JSON without places. Download the outlines as GeoJSON.").format(
                file=file.name
            )
        )
    if not features:
        raise DataError(_("{file} has no features.").format(file=file.name))
    return features


def _feature(number: int, found: Any) -> Feature:
    properties = found.get("properties") if isinstance(found, dict) else None
    geometry = found.get("geometry") if isinstance(found, dict) else None
    kept = properties if isinstance(properties, dict) else {}
    return Feature(number, kept, _shape(geometry))


def _shape(geometry: Any) -> BaseGeometry | None:
    """Return a geometry, None where there is none or it cannot be made out."""
    if not isinstance(geometry, dict):
        return None
    try:
        found: BaseGeometry = shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None
    bounds = np.array(found.bounds)
    return found if np.isfinite(bounds).all() else None


def _in_degrees(found: Any) -> bool:
    """Return whether the file says nothing against longitude and latitude."""
    crs = found.get("crs") if isinstance(found, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return not isinstance(name, str) or name.casefold().endswith(_DEGREES)


def _projected(file: Path) -> DataError:
    return DataError(
        _(
            "{file} is in projected coordinates (feet or metres), not longitude and latitude. "
            "Download it as GeoJSON in WGS 84, or convert it:  "
            "ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES new.geojson {file}"
        ).format(file=file.name)
    )
