"""A made-up city to try things in: places, sites, residents and three years of incidents.

Everything follows from one seed. It lies in a forest where no such city is, and says that
it is synthetic wherever it has room to.
"""

from knowledge.sample_city.census import demographics
from knowledge.sample_city.ground import ATTRIBUTION, NAME, TIMEZONE, city, neighborhoods, sites
from knowledge.sample_city.record import TITLE, Row, incidents

__all__ = [
    "ATTRIBUTION",
    "NAME",
    "TIMEZONE",
    "TITLE",
    "Row",
    "city",
    "demographics",
    "incidents",
    "neighborhoods",
    "sites",
]
