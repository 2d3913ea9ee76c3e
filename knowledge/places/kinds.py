"""Kinds of place layers."""

from enum import StrEnum


class Kind(StrEnum):
    """What the features of a layer are."""

    CITY = "city"
    NEIGHBORHOOD = "neighborhood"
    DISTRICT = "district"
    ZIP = "zip"
    TRACT = "tract"
    SITE = "site"


#: The layers whose areas answer "where": sites are points and contain nothing.
AREAS = (Kind.NEIGHBORHOOD, Kind.DISTRICT, Kind.ZIP, Kind.TRACT, Kind.CITY)

#: Resolution of the H3 cells that incidents are reduced to: about 10 hectares each.
RESOLUTION = 9
