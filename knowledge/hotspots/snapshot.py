"""A snapshot: what is known of a place and a window, ready to be drawn and told."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from knowledge.incidents.batch import Category
from knowledge.places.kinds import Kind
from knowledge.windows import Window
from knowledge.words import _


class Wanted(StrEnum):
    """Which incidents a person asks about."""

    SHOOTINGS = "shootings"
    FATAL = "fatal"
    NONFATAL = "nonfatal"
    SHOTS_FIRED = "shots_fired"
    HOMICIDES = "homicides"
    OTHER = "other"

    @property
    def category(self) -> Category:
        """The category of incident that it counts."""
        return _CATEGORIES[self]

    @property
    def fatal(self) -> bool | None:
        """Whether only incidents in which somebody was killed count, or only the others."""
        return {Wanted.FATAL: True, Wanted.NONFATAL: False}.get(self)

    @property
    def whole(self) -> "Wanted":
        """The same kind without asking whether somebody was killed."""
        return Wanted.SHOOTINGS if self.fatal is not None else self

    @property
    def label(self) -> str:
        """Return the words for it on a screen."""
        return _(_LABELS[self])

    @property
    def noun(self) -> str:
        """Return what its incidents are called in a sentence."""
        return _(_NOUNS[self.category])


_CATEGORIES = {
    Wanted.SHOOTINGS: Category.SHOOTING,
    Wanted.FATAL: Category.SHOOTING,
    Wanted.NONFATAL: Category.SHOOTING,
    Wanted.SHOTS_FIRED: Category.SHOTS_FIRED,
    Wanted.HOMICIDES: Category.HOMICIDE,
    Wanted.OTHER: Category.OTHER,
}
_LABELS = {
    Wanted.SHOOTINGS: "all shootings",
    Wanted.FATAL: "fatal shootings",
    Wanted.NONFATAL: "non-fatal shootings",
    Wanted.SHOTS_FIRED: "shots fired",
    Wanted.HOMICIDES: "homicides",
    Wanted.OTHER: "other incidents",
}


_NOUNS = {
    Category.SHOOTING: "shootings",
    Category.SHOTS_FIRED: "reports of shots fired",
    Category.HOMICIDE: "homicides",
    Category.OTHER: "incidents",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a request was understood; echoed to the person, so that they can mend it."""

    area: str
    place: str | None
    window: Window
    wanted: Wanted

    def label(self) -> str:
        """Return it in one line, such as "Kensington · 24 Aug – 21 Nov 2026 · all shootings"."""
        return " · ".join((self.place or self.area, self.window.label(), self.wanted.label))


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over a window.

    Attributes
    ----------
    incidents, victims
        Incidents, and people shot in them.
    fatal
        People killed; None where so few were killed, or lived, that the two are not told
        apart.
    unlocated
        Incidents, of those counted, that have no place in the data.
    """

    incidents: int
    victims: int
    fatal: int | None
    unlocated: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison, as numbers and in plain words."""

    label: str
    window: Window
    against: Window
    count: int
    count_against: int
    ratio: float | None
    p: float
    sentence: str


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """One named place: its count, how that changed, and when incidents cluster there."""

    name: str
    incidents: int
    before: int | None
    change: str
    when: str | None

    def when_is(self, when: str | None) -> "PlaceCount":
        """Return the same with the words for when."""
        return replace(self, when=when)


@dataclass(frozen=True, slots=True)
class CellMark:
    """What a map shows of one cell: shades and bands, never an exact count.

    Attributes
    ----------
    cell
        H3 index.
    tier
        0 for the highest 1 % of the long-run ranking, 1 for the highest 2 %, 2 for the
        highest 5 %; None for all others, and where nothing is ranked.
    band
        0 for no incident in the window, then 1 (1-2), 2 (3-5), 3 (6-9), 4 (10 and more).
    """

    cell: int
    tier: int | None
    band: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A place as it is drawn: simplified shape in WGS84, name, and where its name goes."""

    name: str
    shape: BaseGeometry
    lat: float
    lon: float
    kind: Kind
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose data a snapshot shows."""

    title: str
    attribution: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class HowWell:
    """How well the ranking did here in the past, as the screen tells it.

    ``ranks`` is False where it did not beat chance, or could not be tried; ``sentence``
    then says why nothing is ranked.
    """

    ranks: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of a place and a window.

    Attributes
    ----------
    reading
        How the request was understood, after any widening.
    asked
        The window that was asked for, where the snapshot had to show another; else None.
    why_moved
        One sentence that says why the window differs from the one asked for; else "".
    totals, comparisons, places
        Numbers; at most five places, most incidents first.
    every_place
        All named places that had any, most incidents first, without "when".
    cells, outlines
        What the map shows; both empty where there are no places yet. The bands count the
        kind ``reading.wanted.whole``: a fatal incident alone in its cell would point at
        somebody.
    through
        The last local day for which the sources are complete, None without data.
    how_well
        Whether cells are ranked, and how well that did here.
    caveats
        What is not known, one sentence each.
    sources
        Whose data this is.
    """

    reading: Reading
    asked: Window | None
    why_moved: str
    totals: Totals
    comparisons: tuple[Compared, ...]
    places: tuple[PlaceCount, ...]
    every_place: tuple[PlaceCount, ...]
    cells: tuple[CellMark, ...]
    outlines: tuple[Outline, ...]
    through: date | None
    how_well: HowWell
    caveats: tuple[str, ...]
    sources: tuple[Attribution, ...]

    @property
    def synthetic(self) -> bool:
        """Whether any of it is made up, and must say so."""
        return any(source.synthetic for source in self.sources)
