"""Open data beside the checkout as arrays, read directly: no import, no database."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import h3.api.basic_int as h3
import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

DATA = Path(__file__).parents[1] / ".." / "shared" / "data"
RESOLUTION = 9


class City(NamedTuple):
    """A city's incidents and study area.

    Attributes
    ----------
    cells
        Cells at least half inside the city. [H3 index] (n,)
    cell_index
        Position of each incident's cell; −1 outside. (m,)
    day
        Local days, ``date.toordinal()``. (m,)
    first, until
        The data covers ``[first, until)``.
    """

    cells: NDArray[np.int64]
    cell_index: NDArray[np.intp]
    day: NDArray[np.int64]
    first: date
    until: date


def philadelphia() -> City | None:
    """Return the incidents of 2015–2025, None where the data is absent."""
    file = DATA / "phl_shooting_victims_2015_2025.csv.gz"
    if not file.exists():
        return None
    victims = pd.read_csv(file, dtype={"dc_key": str}, parse_dates=["datetime"])
    victims["incident"] = _linked(victims)
    located = victims.dropna(subset=["lat", "lng"]).sort_values("datetime", kind="stable")
    incidents = located.groupby("incident").first()
    shapes = json.loads((DATA / "phl_city_limits.geojson").read_text())
    return _city(incidents["lat"], incidents["lng"], incidents["datetime"], shapes)


def new_york() -> City | None:
    """Return the incidents of 2006 and 2007, None where the data is absent."""
    file = DATA / "nyc_nypd_shootings_historic_2006_2007.csv.gz"
    if not file.exists():
        return None
    victims = pd.read_csv(file).dropna(subset=["Latitude", "Longitude"])
    incidents = victims.groupby("INCIDENT_KEY").first()
    days = pd.to_datetime(incidents["OCCUR_DATE"], format="%m/%d/%Y")
    with gzip.open(DATA / "nyc_precincts.geojson.gz", "rt") as text:
        shapes = json.load(text)
    return _city(incidents["Latitude"], incidents["Longitude"], days, shapes)


def _linked(victims: pd.DataFrame) -> NDArray[np.intp]:
    """Group rows that share a number, or minute and coordinates, followed to the end.

    Every row takes the lowest label among those that share either, until nothing changes.
    """
    number = pd.factorize(victims["dc_key"])[0]
    minute = victims["datetime"].dt.floor("min")
    scenes = victims.groupby([minute, "lat", "lng"], dropna=False).ngroup()
    alone = victims["lat"].isna()
    scene = scenes.where(~alone, scenes.max() + 1 + alone.cumsum()).to_numpy()
    label = np.arange(len(victims))
    while True:
        before = label
        for key in (number, scene):
            lowest = np.full(key.max() + 1, len(label))
            np.minimum.at(lowest, key, label)
            label = lowest[key]
        if (label == before).all():
            return label


def _city(lat: pd.Series, lon: pd.Series, moment: pd.Series, shapes: dict[str, object]) -> City:
    polygons = shapely.from_geojson(json.dumps(shapes))
    cells = study_area(shapely.union_all(shapely.make_valid(shapely.get_parts(polygons))))
    points = zip(lat.tolist(), lon.tolist(), strict=True)
    numbers = np.array([h3.latlng_to_cell(*point, RESOLUTION) for point in points], dtype=np.int64)
    position = np.minimum(np.searchsorted(cells, numbers), len(cells) - 1)
    days = np.array([one.toordinal() for one in moment.dt.date])
    return City(
        cells=cells,
        cell_index=np.where(cells[position] == numbers, position, -1),
        day=days,
        first=date(int(moment.dt.year.min()), 1, 1),
        until=date(int(moment.dt.year.max()) + 1, 1, 1),
    )


def study_area(area: shapely.Geometry) -> NDArray[np.int64]:
    """Return the cells at least half inside an area, in order, [H3 index] (n,)."""
    touched: set[int] = set()
    for part in shapely.get_parts(area):
        if part.geom_type == "Polygon":
            outline = h3.geo_to_h3shape(part.__geo_interface__)
            touched.update(h3.h3shape_to_cells_experimental(outline, RESOLUTION, "overlap"))
    cells = np.array(sorted(touched), dtype=np.int64)
    rings = [[(lon, lat) for lat, lon in h3.cell_to_boundary(cell)] for cell in cells.tolist()]
    hexagons = np.array([shapely.Polygon(ring) for ring in rings])
    shapely.prepare(area)
    inside = np.where(shapely.contains_properly(area, hexagons), 1.0, 0.0)
    rim = inside == 0
    shared = shapely.area(shapely.intersection(hexagons[rim], area))
    inside[rim] = shared / shapely.area(hexagons[rim])
    return cells[inside >= 1 / 2]
