"""Whole cities in a database, through the ordinary imports."""

from datetime import date
from pathlib import Path

from handlers.demographics.request import DemographicsRequest
from handlers.demographics.service import import_demographics
from handlers.hotspots.upkeep import refresh
from handlers.incidents.request import ImportRequest
from handlers.incidents.service import import_incidents
from handlers.places.request import PlacesRequest
from handlers.places.service import import_places
from handlers.toolbox import Toolbox
from knowledge.places.kinds import Kind
from storage import sample_city


def import_sample_city(tools: Toolbox, folder: Path, *, today: date) -> None:
    """Make up the sample city as it stands on the morning of ``today`` and import it."""
    files = sample_city.write(folder, today=today)
    for kind, file in (
        (Kind.CITY, files.city),
        (Kind.NEIGHBORHOOD, files.neighborhoods),
        (Kind.SITE, files.sites),
    ):
        import_places(tools, PlacesRequest(file=file, kind=kind))
    incidents = ImportRequest(
        files=(files.incidents,),
        source="sample-city",
        title=files.title,
        attribution=files.attribution,
        timezone=files.timezone,
        synthetic=True,
    )
    import_incidents(tools, incidents, refresh=refresh)
    import_demographics(tools, DemographicsRequest(file=files.demographics))
