"""Where an event is: a place looked up by name, or a point that was pasted, kept as a cell."""

import re
from typing import Any

from handlers.events.asking import LINK, PLACE
from handlers.toolbox import Toolbox
from knowledge.errors import UsageError
from knowledge.events.links import point
from knowledge.places.folding import fold
from knowledge.places.kinds import Kind
from knowledge.places.naming import Named
from knowledge.words import _
from storage import events, partners, places

#: A link, with or without its scheme; a name has spaces, or no dot before a slash.
_LINK = re.compile(r"^<?(geo:|https?:|[^\s/]+\.[^\s/]+/)\S*$", re.IGNORECASE)
#: The longest name of a place that is kept. [characters]
LONGEST = 120
#: The kinds that are offered, named public places first.
_OFFERED = (Kind.SITE, Kind.NEIGHBORHOOD, Kind.CITY)


class FieldError(UsageError):
    """A field of a dialog has to be mended; carries which."""

    def __init__(self, field: str, said: str) -> None:
        self.field = field
        super().__init__(said)


def offered(tools: Toolbox, *, workspace: int, typed: str) -> list[tuple[int, str]]:
    """Return the id of the places that fit, named so that a park is not its neighborhood."""
    said = {
        Kind.SITE: "{name}",
        Kind.NEIGHBORHOOD: _("{name} (neighborhood)"),
        Kind.CITY: _("{name} (the whole city)"),
    }
    found = _fitting(tools, workspace=workspace, typed=typed)
    return [(one.id, said[one.kind].format(name=one.name)) for one in found]


def _fitting(tools: Toolbox, *, workspace: int, typed: str) -> list[Named]:
    wanted = fold(typed).split()
    with tools.read() as session:
        known = places.names(session, workspace=workspace)
    found = [
        one
        for one in known
        if one.kind in _OFFERED and all(word in fold(one.name) for word in wanted)
    ]
    return sorted(found, key=lambda one: (_OFFERED.index(one.kind), one.name.casefold()))


def organisations(tools: Toolbox, *, workspace: int, typed: str) -> list[tuple[int, str]]:
    """Return the id and name of organisations that fit what was typed."""
    with tools.read() as session:
        return partners.names(session, workspace=workspace, typed=typed, most=99)


def moved(tools: Toolbox, *, workspace: int, chosen: str | None, typed: str) -> dict[str, Any]:
    """Return where an event is now, by a chosen place, a pasted point or a typed name.

    A name that is a known place's is that place; any other one has no cell. With neither chosen
    nor typed anything, it stays where it is: the answer is empty.

    Raises
    ------
    FieldError
        When the place is not known any more, or a link leads nowhere.
    """
    name = " ".join(typed.split())
    if not name or _points(name):
        said = bool(chosen or name)
        return placed(tools, workspace=workspace, chosen=chosen, pasted=name) if said else {}
    found = _fitting(tools, workspace=workspace, typed=name)
    known = [one for one in found if fold(one.name) == fold(name)]
    if chosen or not known:
        at = placed(tools, workspace=workspace, chosen=chosen, pasted="") if chosen else {}
        return {"cell": None} | at | {"place": name[:LONGEST]}
    return placed(tools, workspace=workspace, chosen=str(known[0].id), pasted="")


def named(tools: Toolbox, *, workspace: int, place: str) -> str:
    """Return the name of a place that was chosen, "" where none was or it is not known any more."""
    if not place:
        return ""
    with tools.read() as session:
        found = events.site(session, workspace=workspace, place=int(place))
    return found.name if found else ""


def _points(typed: str) -> bool:
    """Return whether somebody meant a point, rather than a name: a link, or coordinates."""
    if _LINK.match(typed):
        return True
    try:
        point(typed)
    except UsageError:
        return not any(sign.isalpha() for sign in typed)
    return True


def placed(tools: Toolbox, *, workspace: int, chosen: str | None, pasted: str) -> dict[str, Any]:
    """Return the answer that a chosen place or a pasted point is: a name and at most a cell.

    Raises
    ------
    FieldError
        When nothing was chosen or pasted, or there is no point in what was.
    """
    if not chosen and not pasted.strip():
        raise FieldError(PLACE, _("Choose a place or paste a link, or tap “Don’t know yet”."))
    answer: dict[str, Any] = {"place": "", "cell": None}
    if chosen:
        with tools.read() as session:
            site = events.site(session, workspace=workspace, place=int(chosen))
        if site is None:
            raise FieldError(PLACE, _("That place is not known any more. Choose another."))
        answer = {"place": site.name, "cell": site.cell}
    if pasted.strip():
        try:
            lat, lon = point(pasted)
        except UsageError as error:
            raise FieldError(LINK, str(error)) from None
        answer["cell"] = events.cell_at(lat, lon)
        answer["place"] = answer["place"] or _("A place on the map")
    return answer
