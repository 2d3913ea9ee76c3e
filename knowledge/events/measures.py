"""Lengths and areas as people type them: in feet, or in meters where they say so."""

import math
import re
from collections.abc import Mapping

from knowledge.errors import UsageError
from knowledge.words import _

#: One international foot [m].
FOOT = 0.3048
_LENGTHS = {
    FOOT: ("", "'", "ft", "foot", "feet"),
    3 * FOOT: ("yd", "yds", "yard", "yards"),
    1.0: ("m", "meter", "meters", "metre", "metres"),
}
_AREAS = {
    FOOT**2: (
        "", "ft", "feet", "sqft", "sq ft", "sq feet", "square ft", "square foot", "square feet",
        "sf", "ft2", "ft²",
    ),
    (3 * FOOT) ** 2: ("sq yd", "square yards", "yd2", "yd²"),
    43_560 * FOOT**2: ("acre", "acres"),
    1.0: (
        "m2", "m²", "sqm", "sq m", "square m", "square meter", "square meters", "square metre",
        "square metres",
    ),
}  # fmt: skip
#: What stands after "50 x 100" in a plane.
_SIDES = {1.0: ("m", "meter", "meters", "metre", "metres"), 9 * FOOT**2: ("yd", "yards")}
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_TYPED = re.compile(r"(?P<sum>[\d.,]+(?:\s*[+x×*]\s*[\d.,]+)*)\s*(?P<unit>[^\d\s].*)?", re.I)


def metres(typed: str, *, least: float, most: float) -> float:
    """Return a length in meters: ``60``, ``60 ft``, ``18 m``, ``6 + 6 + 4``, ``3 x 6 ft``.

    Parameters
    ----------
    least, most
        What is believed. [m]

    Raises
    ------
    UsageError
        When it is no length, or one that cannot be.
    """
    found = read(typed)
    if found is None:
        raise UsageError(_("Type a length such as 60 or 60 ft, or 18 m."))
    if not least <= found <= most:
        raise UsageError(
            _("That cannot be: it must be {least:,.0f} to {most:,.0f} feet together.").format(
                least=math.ceil(least / FOOT), most=most / FOOT
            )
        )
    return found


def square_metres(typed: str, *, least: float, most: float) -> float:
    """Return an area in square meters: ``5000``, ``5,000 sq ft``, ``50 x 100 ft``, ``465 m2``.

    Parameters
    ----------
    least, most
        What is believed. [m²]

    Raises
    ------
    UsageError
        When it is no area, or one that cannot be.
    """
    found = read(typed, plane=True)
    if found is None:
        raise UsageError(_("Type an area such as 5000 or 5,000 sq ft, 50 x 100 ft, or 465 m2."))
    if not least <= found <= most:
        raise UsageError(
            _("That cannot be: it must be {least:,.0f} to {most:,.0f} square feet.").format(
                least=math.ceil(least / FOOT**2), most=most / FOOT**2
            )
        )
    return found


def length(meters: float) -> str:
    """Say a length in feet and in meters, such as "60 ft (18.3 m)"."""
    return _("{feet:,.0f} ft ({meters:,.1f} m)").format(feet=meters / FOOT, meters=meters)


def area(square: float) -> str:
    """Say an area in square feet and in square meters, such as "5,000 sq ft (465 m²)"."""
    return _("{feet:,.0f} sq ft ({meters:,.0f} m²)").format(feet=square / FOOT**2, meters=square)


def read(typed: str, *, plane: bool = False) -> float | None:
    """Return a length [m], or in a ``plane`` an area [m²]; None where it is none."""
    if not plane:
        return _read(typed, _factors(_LENGTHS))
    sides = any(sign in typed.lower() for sign in "x×*")
    return _read(typed, _factors(_AREAS) | (_factors(_SIDES) if sides else {}))


def _read(typed: str, units: Mapping[str, float]) -> float | None:
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return None
    unit = " ".join((found["unit"] or "").lower().replace(".", " ").split())
    parts = [re.split(r"\s*[x×*]\s*", one, flags=re.I) for one in found["sum"].split("+")]
    numbers = [[_number(one.strip()) for one in part] for part in parts]
    if unit not in units or any(one is None for part in numbers for one in part):
        return None
    together = sum(math.prod(one or 0.0 for one in part) for part in numbers)
    return round(units[unit] * together, 2)


def _number(said: str) -> float | None:
    return float(said.replace(",", "")) if _NUMBER.fullmatch(said) else None


def _factors(units: Mapping[float, tuple[str, ...]]) -> dict[str, float]:
    return {name: factor for factor, names in units.items() for name in names}
