"""Aliases that a coalition gives to its places."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.errors import UsageError
from knowledge.places.gathering import Area
from knowledge.places.kinds import Kind
from knowledge.places.naming import Found, Named, find
from knowledge.words import _


def with_aliases(
    places: Sequence[Area], pairs: Sequence[tuple[str, str]], kind: Kind
) -> list[Area]:
    """Return the places with the aliases of ``pairs`` (alias, place) added.

    Raises
    ------
    UsageError
        When a pair's place is not among them, or may be several.
    """
    out = list(places)
    names = [Named(at, place.name, place.aliases, kind) for at, place in enumerate(places)]
    for alias, place in pairs:
        found = find(place, names)
        if found.place is None:
            raise _unknown(place, found)
        at = found.place.id
        out[at] = replace(out[at], aliases=tuple(dict.fromkeys((*out[at].aliases, alias))))
    return out


def _unknown(place: str, found: Found) -> UsageError:
    near = [named.name for named in found.candidates or found.nearest]
    if not near:
        return UsageError(_("--alias: the file has no place {place}.").format(place=place))
    return UsageError(
        _("--alias: the file has no one place {place}. Near it: {names}.").format(
            place=place, names=", ".join(near)
        )
    )
