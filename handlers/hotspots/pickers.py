"""A question as pickers: filled in as it stands, and read back."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from handlers.blocks import Block, choice, dialog, option, plain
from handlers.hotspots.request import SnapshotRequest
from handlers.limits import OPTIONS
from knowledge.errors import UsageError
from knowledge.hotspots import asking
from knowledge.hotspots.snapshot import Wanted
from knowledge.hotspots.versus import Versus
from knowledge.places.kinds import Kind
from knowledge.words import _

CHANGED = "hotspots.changed"
PLACE, DAYS = "hotspots_place", "hotspots_days"
FROM, UNTIL = "hotspots_from", "hotspots_until"
WANTED, VERSUS = "hotspots_wanted", "hotspots_versus"

#: ``(id, name, kind)``, sorted by kind.
Places = Sequence[tuple[int, str, Kind]]

_EVERYWHERE, _DATES, _NOTHING, _AS_BEFORE = "0", "dates", "-", "as-before"
#: What the picker offers, in the words that the grammar reads.
_WINDOWS = {
    "30 days": "The last 30 days",
    "90 days": "The last 90 days",
    "6 months": "The last 6 months",
    "12 months": "The last 12 months",
    "3 years": "The last 3 years",
    "this year": "This year so far",
    "last year": "Last year",
    _DATES: "These dates:",
}
_COMPARED = {
    _NOTHING: "The days before, and last year",
    "vs previous": "The days just before",
    "vs last year": "The same days last year",
}
_KINDS = {
    Kind.CITY: "City",
    Kind.NEIGHBORHOOD: "Neighborhoods",
    Kind.DISTRICT: "Districts",
    Kind.ZIP: "ZIP codes",
    Kind.TRACT: "Census tracts",
    Kind.SITE: "Sites",
}


class FieldError(UsageError):
    """What was picked cannot be: which field of the dialog to mend, and how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def dialog_for(request: SnapshotRequest, places: Places, *, today: date, data: str) -> Block:
    """Return the dialog that offers a question's parts, each as it stands."""
    first, last = _own_days(request, today)
    fields = [
        choice(_("Place"), _place(request, places), block=PLACE),
        choice(_("When"), _menu(_WINDOWS, _window_option(request, today)), block=DAYS),
        choice(_("From"), _day(first), block=FROM, optional=True),
        choice(
            _("Until, that day included"),
            _day(last),
            block=UNTIL,
            optional=True,
        ),
        choice(_("Kind"), _wanted(request), block=WANTED),
        choice(_("Compared with"), _versus(request), block=VERSUS),
    ]
    return dialog(_("Change"), fields, name=CHANGED, submit=_("Show"), close=_("Cancel"), data=data)


def read(
    state: Mapping[str, Any], before: SnapshotRequest, places: Places, *, today: date
) -> SnapshotRequest:
    """Return the request that the pickers say.

    Raises
    ------
    FieldError
        When the place is no longer known, or days are missing, still to come, the wrong way
        round, or shared with those to compare with.
    """
    place = _picked(state[PLACE], places)
    versus = state[VERSUS]
    said = "" if versus in (_NOTHING, _AS_BEFORE) else versus
    window = _window_words(state, _own_days(before, today))
    _read(window, UNTIL if state[DAYS] == _DATES else DAYS, today)
    words = _read(f"{window} {said}", VERSUS, today)
    request = SnapshotRequest.of(words, workspace=before.workspace, place=place).model_copy(
        update={"wanted": Wanted(state[WANTED])}
    )
    if versus == _AS_BEFORE:
        kept = {"versus_as": before.versus_as, "versus": before.versus_for(request.window)}
        request = request.model_copy(update=kept)
    return request


def _picked(chosen: str, places: Places) -> tuple[int, str] | None:
    """Return the place that was picked, None for everywhere."""
    if chosen == _EVERYWHERE:
        return None
    found = next(((one[0], one[1]) for one in places if str(one[0]) == chosen), None)
    if found is None:
        raise FieldError(PLACE, _("That place is not in the data any more. Pick another one."))
    return found


def _read(words: str, field: str, today: date) -> asking.AskedWords:
    try:
        return asking.read(words, today=today)
    except UsageError as error:
        raise FieldError(field, str(error)) from None


def _window_words(state: Mapping[str, Any], begun: tuple[str | None, str | None]) -> str:
    """Return the words of the window; days that were picked are never silently left out."""
    if state[DAYS] != _DATES:
        picked = (state[FROM], state[UNTIL])
        if any(picked) and picked != begun:
            raise FieldError(DAYS, _("To use the days below, choose “These dates:” here."))
        return str(state[DAYS])
    for field in (FROM, UNTIL):
        if not state[field]:
            raise FieldError(field, _("Pick both days, from and until."))
    return f"{state[FROM]}..{state[UNTIL]}"


def _own_days(request: SnapshotRequest, today: date) -> tuple[str | None, str | None]:
    """Return the days with which the dialog begins, where none of its windows is meant."""
    if _window_option(request, today) != _DATES:
        return None, None
    return request.window.start.isoformat(), request.window.last.isoformat()


def _window_option(request: SnapshotRequest, today: date) -> str:
    for words in _WINDOWS:
        if words != _DATES and asking.read(words, today=today).window == request.window:
            return words
    return _DATES


def _menu(offered: Mapping[str, str], chosen: str) -> Block:
    options = [option(_(text), value) for value, text in offered.items()]
    begun = next(one for one in options if one["value"] == chosen)
    return {"type": "static_select", "options": options, "initial_option": begun}


def _day(begun: str | None) -> Block:
    picker: Block = {"type": "datepicker", "placeholder": plain(_("Pick a day"))}
    return picker | ({"initial_date": begun} if begun else {})


def _wanted(request: SnapshotRequest) -> Block:
    return _menu({one.value: one.label for one in Wanted}, request.wanted.value)


def _versus(request: SnapshotRequest) -> Block:
    offered = dict(_COMPARED)
    chosen = {Versus.BEFORE: "vs previous", Versus.YEAR_BEFORE: "vs last year", None: _NOTHING}
    begun = chosen.get(request.versus_as, _NOTHING)
    if request.versus is not None and request.versus_as is Versus.DATES:
        offered[_AS_BEFORE] = request.versus.label()
        begun = _AS_BEFORE
    return _menu(offered, begun)


def _place(request: SnapshotRequest, places: Places) -> Block:
    everywhere = option(_("Everywhere"), _EVERYWHERE)
    named = {str(one[0]): option(one[1], str(one[0])) for one in places}
    begun = everywhere if request.place_id is None else named.get(str(request.place_id))
    picker: Block = {"type": "static_select", "placeholder": plain(_("Pick a place"))}
    if begun is not None:  # a place that is gone must not silently become another
        picker["initial_option"] = begun
    if not places:
        return picker | {"options": [everywhere]}
    groups = [{"label": plain(_("All there is")), "options": [everywhere]}]
    for kind, members in groupby(places, key=lambda one: one[2]):
        groups.extend(_groups(_(_KINDS[kind]), [named[str(one[0])] for one in members]))
    return picker | {"option_groups": groups}


def _groups(label: str, options: list[Block]) -> list[Block]:
    """Return groups of at most a hundred options, labelled by where in the alphabet they begin."""
    parts = [options[at : at + OPTIONS] for at in range(0, len(options), OPTIONS)]
    if len(parts) == 1:
        return [{"label": plain(label), "options": options}]
    return [
        {"label": plain(f"{label}: {part[0]['text']['text']} …"), "options": part} for part in parts
    ]
