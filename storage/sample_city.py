"""The made-up city as files, which the demo imports like any publisher's."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import sample_city
from knowledge.sample_city.census import Residents


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where the files lie, and what an import says of their source.

    Attributes
    ----------
    incidents, demographics
        CSV in the generic layout; CSV keyed to the neighbourhoods by ``GEOID``.
    neighborhoods, city, sites
        GeoJSON, each feature with a ``name``.
    """

    incidents: Path
    neighborhoods: Path
    city: Path
    sites: Path
    demographics: Path
    title: str = sample_city.TITLE
    attribution: str = sample_city.ATTRIBUTION
    timezone: str = sample_city.TIMEZONE


def write(folder: Path, *, today: date) -> SampleFiles:
    """Write the city as it stands on the morning of ``today`` into a folder, made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    return SampleFiles(
        incidents=_table(
            folder / "incidents.csv", sample_city.Row._fields, sample_city.incidents(today)
        ),
        neighborhoods=_shapes(folder / "neighborhoods.geojson", sample_city.neighborhoods()),
        city=_shapes(folder / "city.geojson", sample_city.city()),
        sites=_shapes(folder / "sites.geojson", sample_city.sites()),
        demographics=_table(
            folder / "demographics.csv", Residents._fields, sample_city.demographics()
        ),
    )


def _table(file: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(header)
        writer.writerows(rows)
    return file


def _shapes(file: Path, collection: dict[str, Any]) -> Path:
    file.write_text(json.dumps(collection), encoding="utf-8")
    return file
