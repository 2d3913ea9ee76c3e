"""A made-up city for benchmarks: some 3,500 cells, neighbourhoods, districts and incidents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from pathlib import Path

#: A box of about 27 by 13.5 km, which is some 3,500 cells. [degrees]
WEST, SOUTH, EAST, NORTH = -75.30, 39.90, -74.984, 40.022
TIMEZONE = "America/New_York"
LAYERS = {"city": 1, "neighborhood": 50, "district": 22}


def write_places(folder: Path) -> dict[str, Path]:
    """Write one GeoJSON file for each kind of place; borders are crooked, as real ones are."""
    rng = np.random.default_rng(11)
    city = shapely.segmentize(shapely.box(WEST, SOUTH, EAST, NORTH), 0.002)
    files = {}
    for kind, count in LAYERS.items():
        seeds = rng.uniform((WEST, SOUTH), (EAST, NORTH), (max(count, 2), 2))
        parts = shapely.get_parts(
            shapely.voronoi_polygons(shapely.multipoints(seeds), extend_to=city)
        )
        shapes = [city] if count == 1 else list(shapely.intersection(parts, city))
        files[kind] = folder / f"{kind}.geojson"
        features = [
            {
                "type": "Feature",
                "properties": {"name": f"{kind} {at}"},
                "geometry": json.loads(shapely.to_geojson(_crooked(shape))),
            }
            for at, shape in enumerate(shapes)
        ]
        text = json.dumps({"type": "FeatureCollection", "features": features})
        files[kind].write_text(text, encoding="utf-8")
    return files


def write_incidents(file: Path, *, incidents: int, again: float = 0.05) -> int:
    """Write a file of incidents over ten years; return its rows.

    A share ``again`` of them has a second row with the same number: a second person shot.
    Incidents gather in places as shootings do: most of them in a tenth of the blocks.
    """
    rng = np.random.default_rng(7)
    blocks = rng.uniform((SOUTH, WEST), (NORTH, EAST), (60_000, 2)).round(6)
    weight = rng.gamma(0.15, size=len(blocks))
    block = rng.choice(len(blocks), incidents, p=weight / weight.sum())
    minute = np.sort(rng.integers(0, 10 * 365 * 1440, incidents))
    when = np.datetime64("2015-01-01T05:00", "m") + minute
    frame = pd.DataFrame(
        {
            "number": np.char.add("2015-", (10_000_000 + np.arange(incidents)).astype(str)),
            "occurred_at": np.datetime_as_string(when, unit="m"),
            "lat": blocks[block, 0],
            "lon": blocks[block, 1],
            "victims": 1,
            "fatal": (rng.random(incidents) < 0.2).astype(int),
        }
    )
    frame = pd.concat([frame, frame.sample(frac=again, random_state=7)], ignore_index=True)
    frame.to_csv(file, index=False)
    return len(frame)


def _crooked(shape: shapely.Geometry) -> shapely.Geometry:
    """Bend borders by some 50 m, by a rule of place alone, so that neighbours still meet."""

    def bend(points: np.ndarray) -> np.ndarray:
        east, north = points[:, 0], points[:, 1]
        wave = 0.0004 * np.sin(900 * east + 700 * north)
        return np.column_stack([east + wave, north + wave])

    return shapely.transform(shapely.segmentize(shape, 0.0005), bend)
