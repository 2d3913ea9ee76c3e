"""The plan of the made-up city: what lies where, in kilometres from its centre."""

from typing import NamedTuple

#: Made-up tracts of a state number that no state has.
_TRACT = "99001{:04d}00"


class Quarter(NamedTuple):
    """One neighbourhood: its middle [km east, km north], how much happens there, who lives there.

    Attributes
    ----------
    intensity
        Incidents per area, against the other neighbourhoods.
    residents, income, poor
        Residents, median household income [USD], residents below the poverty line.
    """

    name: str
    east: float
    north: float
    intensity: float
    residents: int
    income: int
    poor: int


class Site(NamedTuple):
    """A public place [km east, km north]."""

    name: str
    use: str
    east: float
    north: float


QUARTERS = (
    Quarter("Lower Market", -0.35, 0.25, 1.7, 9_840, 41_200, 2_310),
    Quarter("Old Mill", -0.70, 1.75, 1.3, 8_120, 47_900, 1_540),
    Quarter("Foundry Row", -0.40, -1.25, 2.9, 11_370, 36_800, 3_190),
    Quarter("Brickyard", 1.15, -0.60, 2.2, 10_450, 38_500, 2_760),
    Quarter("South Common", 0.75, -2.60, 1.5, 7_690, 43_100, 1_620),
    Quarter("Eastgate", 3.05, 0.15, 1.0, 8_930, 52_400, 1_180),
    Quarter("Cedar Heights", 1.00, 2.75, 0.5, 6_580, 71_300, 520),
    Quarter("Quarry Park", 2.75, 1.85, 0.2, 2_140, 64_700, 190),
    Quarter("Fairview", 3.00, -1.70, 0.7, 7_260, 58_600, 740),
    Quarter("West Landing", -3.05, 0.35, 0.9, 6_910, 49_500, 1_050),
    Quarter("Orchard Hill", -2.75, 2.15, 0.4, 5_320, 76_800, 350),
    Quarter("Tannery Flats", -2.70, -1.75, 1.3, 6_480, 42_700, 1_390),
)

SITES = (
    Site("Market Square", "park", -0.55, 0.10),
    Site("Quarry Park", "park", 2.85, 2.05),
    Site("South Common Green", "park", 0.85, -2.45),
    Site("Landing Park", "park", -2.55, 0.55),
    Site("Foundry Playground", "park", -0.20, -1.45),
    Site("Northfield Central Library", "library", -0.15, 0.55),
    Site("Brickyard Branch Library", "library", 1.30, -0.35),
    Site("Tannery Flats Library", "library", -2.60, -1.55),
    Site("Northfield High School", "school", 0.55, 1.35),
    Site("Old Mill Elementary School", "school", -0.60, 2.05),
    Site("Foundry Row Middle School", "school", -0.65, -0.95),
    Site("Eastgate Elementary School", "school", 2.80, 0.40),
    Site("Orchard Hill School", "school", -2.60, 2.35),
    Site("Fairview High School", "school", 2.75, -1.55),
    Site("First Street Baptist Church", "house of worship", 0.10, -0.35),
    Site("St. Brigid's Church", "house of worship", -0.85, 1.40),
    Site("Iglesia Nueva Esperanza", "house of worship", 1.05, -0.95),
    Site("Masjid An-Nur", "house of worship", -0.30, -1.95),
    Site("Temple Beth Shalom", "house of worship", 1.35, 2.45),
    Site("Bethel AME Church", "house of worship", 0.45, -2.85),
)


def tract(quarter: Quarter) -> str:
    """Return the key that demographics use for a neighbourhood."""
    return _TRACT.format(QUARTERS.index(quarter) + 1)
