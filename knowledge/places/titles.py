"""What a place is called: numbers get the noun they count; parts of a name are aliases."""

import re

from knowledge.places.folding import fold
from knowledge.places.kinds import Kind
from knowledge.words import _

_NUMBER = re.compile(r"^\d+(\.\d+)?$")
_PARTS = re.compile(r"\s*[-–—/,&;]\s*|\s+and\s+")
#: Words that name no place by themselves.
_GENERIC = frozenset(
    {
        "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
        "upper", "lower", "center", "central", "city", "town", "village", "park", "heights",
        "hills", "hill", "point", "side", "end", "yard", "airport", "cemetery", "etc",
        "avenue", "street", "square", "bay", "beach", "island", "valley", "mount", "saint",
        "fort", "old", "new", "greater", "downtown",
    }
)  # fmt: skip
_SHORTEST = 4


def title(raw: str, kind: Kind, field: str) -> tuple[str, tuple[str, ...]]:
    """Return how a place is called on a screen, and what else it is called.

    Parameters
    ----------
    raw
        The name as its file has it, such as "25", "19134" or "Eastwick-Elmwood".
    field
        The property it comes from: a "precinct" is called Precinct 25.
    """
    if _NUMBER.match(raw):
        noun = _noun(kind, field)
        return (f"{noun} {raw}", (raw,)) if noun else (raw, ())
    if kind is Kind.CITY:
        return raw, (_("city"), _("citywide"), _("whole city"), _("everywhere"))
    return raw, _parts(raw) if kind is Kind.NEIGHBORHOOD else ()


def _noun(kind: Kind, field: str) -> str:
    if kind is Kind.DISTRICT and "precinct" in field.casefold():
        return _("Precinct")
    nouns = {Kind.DISTRICT: _("District"), Kind.ZIP: _("ZIP"), Kind.TRACT: _("Tract")}
    return nouns.get(kind, "")


def _parts(raw: str) -> tuple[str, ...]:
    parts = [part for part in _PARTS.split(raw) if part]
    if len(parts) < 2:
        return ()
    kept = (part for part in parts if len(part) >= _SHORTEST and fold(part) not in _GENERIC)
    return tuple(dict.fromkeys(kept))
