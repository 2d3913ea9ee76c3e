"""From a file's features to places: names, keys, aliases; what was mended, merged, refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import shapely
from shapely.geometry.base import BaseGeometry

from knowledge.places.cells import snapped
from knowledge.places.columns import Columns, text_of
from knowledge.places.folding import fold
from knowledge.places.kinds import Kind
from knowledge.places.mending import mend
from knowledge.places.titles import title
from knowledge.words import _

#: The longest name or key that is kept. [characters]
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature as its file has it; ``number`` counts from 1."""

    number: int
    properties: Mapping[str, object]
    shape: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A feature that could not be taken in, and why."""

    feature: int
    reason: str


@dataclass(frozen=True, slots=True)
class Area:
    """A place to be: what identifies it, its name and aliases, and its ground or point."""

    key: str
    name: str
    aliases: tuple[str, ...]
    shape: BaseGeometry


@dataclass(slots=True)
class Gathered:
    """The places of a file, in the order of their keys."""

    places: list[Area] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    mended: int = 0
    merged: int = 0


def gather(features: Sequence[Feature], kind: Kind, columns: Columns) -> Gathered:
    """Return the places that ``features`` describe.

    Features of one name are one place (tracts: of one key), their ground together. What has
    no name or no ground is refused with its reason.
    """
    out = Gathered()
    found: dict[str, Area] = {}
    for feature in features:
        area = _area(feature, kind, columns, out)
        if area is None:
            continue
        identity = _identity(area, kind)
        if identity in found:
            out.merged += 1
            area = _together(found[identity], area)
        found[identity] = area
    out.places = sorted(_told_apart(list(found.values())), key=lambda place: place.key)
    return out


def _area(feature: Feature, kind: Kind, columns: Columns, out: Gathered) -> Area | None:
    name = text_of(feature.properties.get(columns.name)) if columns.name else columns.fixed
    if kind is Kind.ZIP and name.isdigit():
        name = name.zfill(5)
    key = text_of(feature.properties.get(columns.key)) if columns.key else name
    reason = _reason(feature, name, key)
    if reason is None:
        shape, mended = _shape(feature.shape, kind)
        if not shape.is_empty:
            out.mended += mended
            shown, others = title(name, kind, columns.name or "")
            return Area(key, shown, others, shape)
        reason = _("its outline encloses no area")
    out.refused.append(Refused(feature.number, reason))
    return None


def _reason(feature: Feature, name: str, key: str) -> str | None:
    """Return why a feature cannot become a place, None where it can."""
    if feature.shape is None or feature.shape.is_empty:
        return _("it has no geometry")
    if not name:
        return _("it has no name")
    if not key:
        return _("it has no key")
    if max(len(name), len(key)) > LONGEST - 20:
        return _("its name or key is too long")
    return None


def _shape(shape: BaseGeometry | None, kind: Kind) -> tuple[BaseGeometry, bool]:
    if shape is None:
        return shapely.Polygon(), False
    if kind is Kind.SITE:
        return snapped(shapely.point_on_surface(shape)), False
    return mend(shape), not shape.is_valid


def _identity(area: Area, kind: Kind) -> str:
    if kind is Kind.TRACT:
        return area.key
    return f"{fold(area.name)} {area.shape.wkt if kind is Kind.SITE else ''}"


def _together(one: Area, other: Area) -> Area:
    aliases = one.aliases if other.key == one.key else (*one.aliases, other.key)
    if isinstance(one.shape, shapely.Point):
        return one
    return replace(one, aliases=aliases, shape=mend(shapely.union(one.shape, other.shape)))


def _told_apart(places: list[Area]) -> list[Area]:
    """Give places that share a key, or a name, something that sets them apart."""
    keys: dict[str, int] = {}
    names: dict[str, int] = {}
    out = []
    for place in places:
        turn = keys[place.key] = keys.get(place.key, 0) + 1
        key = place.key if turn == 1 else f"{place.key} ({turn})"
        again = names[place.name] = names.get(place.name, 0) + 1
        apart = key if key not in (place.name, "") else str(again)
        name = place.name if again == 1 else f"{place.name} ({apart})"
        out.append(replace(place, key=key, name=name))
    return out
