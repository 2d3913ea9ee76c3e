"""Where a pasted map link or pair of coordinates points to, read without opening anything."""

import re
from collections import defaultdict

from knowledge.errors import UsageError
from knowledge.words import _

#: Latitude and longitude. [degrees]
Point = tuple[float, float]

_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)"
_PAIR = re.compile(rf"^\s*{_NUMBER}\s*°?\s*([NS])?\s*[,;\s]\s*{_NUMBER}\s*°?\s*([EW])?\s*$", re.I)
#: The pin of a Google link, which can lie away from the middle of the view.
_PIN = re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}")
_MIDDLE = re.compile(rf"/@{_NUMBER},{_NUMBER}")
#: OpenStreetMap's view: zoom, latitude, longitude.
_VIEW = re.compile(rf"#(?:.*&)?map=\d+(?:\.\d+)?/{_NUMBER}/{_NUMBER}")
_ESCAPED = re.compile(r"%([0-7][0-9a-fA-F])")
#: Parameters that hold a pair, the one that means the place itself first.
_PAIRS = ("coordinate", "query", "q", "destination", "daddr", "ll", "center", "sll")
_SHORT = ("goo.gl", "maps.app.goo.gl", "g.co", "osm.org", "maps.apple", "share.google")


def point(pasted: str) -> Point:
    """Return the point that coordinates, or a link of Google, Apple or OpenStreetMap, mean.

    Raises
    ------
    UsageError
        When there is no point in it; it says what to paste instead.
    """
    text = pasted.strip().strip("<>").partition("|")[0].strip()
    found = _coordinates(text) or _of_link(text)
    if found is None:
        raise UsageError(_short() if _is_short(text) else _no_point())
    if abs(found[0]) > 90 or abs(found[1]) > 180:
        raise UsageError(_("These are no coordinates. Latitude comes first: 39.9897, -75.1241."))
    return found


def _coordinates(text: str) -> Point | None:
    found = _PAIR.match(text.removeprefix("geo:").partition("?")[0])
    if not found:
        return None
    lat, south, lon, west = found.groups()
    return (
        _signed(float(lat), (south or "").upper() == "S"),
        _signed(float(lon), (west or "").upper() == "W"),
    )


def _signed(value: float, negative: bool) -> float:  # noqa: FBT001 - private, one use
    return -abs(value) if negative else value


def _of_link(text: str) -> Point | None:
    link = _plain(text)
    if pinned := _PIN.search(link):
        return float(pinned[1]), float(pinned[2])
    found = _of_parameters(text)
    if found is None and (seen := _MIDDLE.search(link) or _VIEW.search(link)):
        found = float(seen[1]), float(seen[2])
    return found


def _of_parameters(text: str) -> Point | None:
    held = _parameters(text)
    if "mlat" in held and "mlon" in held:
        return _coordinates(f"{held['mlat'][0]},{held['mlon'][0]}")
    for name in _PAIRS:
        for value in held.get(name, ()):
            if found := _coordinates(value.removeprefix("loc:")):
                return found
    return None


def _parameters(text: str) -> dict[str, list[str]]:
    held = defaultdict(list)
    for pair in text.partition("?")[2].partition("#")[0].split("&"):
        name, _equals, value = pair.partition("=")
        held[name].append(_plain(value))
    return held


def _plain(text: str) -> str:
    """Return a link's text with its escaped signs put back; only those of ASCII matter here."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text.replace("+", " "))


def _is_short(text: str) -> bool:
    host = text.partition("://")[2].partition("/")[0].lower()
    return host in _SHORT


def _short() -> str:
    return _(
        "I open no links, and this short one does not say where it leads. Open it, then paste the"
        " long link, or the coordinates that the map shows."
    )


def _no_point() -> str:
    return _(
        "I find no place in this. Paste coordinates such as 39.9897, -75.1241, or a link of"
        " Google Maps, Apple Maps or OpenStreetMap."
    )
