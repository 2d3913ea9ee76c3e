"""The words on a map, and the whole map in words for who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.incidents.batch import Category
from knowledge.windows import spell
from knowledge.words import _, ngettext

if TYPE_CHECKING:
    from handlers.maps.tiles import Tiles
    from knowledge.hotspots.snapshot import Snapshot

ALT_LIMIT = 1_000
"""How long alt text may be: Slack takes 2,000 characters in a block, 1,000 with an upload."""

_PLACES = 5
_RANKED = {
    Category.SHOOTING: "Places that have carried the most shootings",
    Category.SHOTS_FIRED: "Places where shots were fired most often",
    Category.HOMICIDE: "Places that have carried the most homicides",
    Category.OTHER: "Places that have carried the most incidents",
}
_UNRANKED = {
    Category.SHOOTING: "Where shootings happened",
    Category.SHOTS_FIRED: "Where shots were fired",
    Category.HOMICIDE: "Where homicides happened",
    Category.OTHER: "Where incidents happened",
}


def heading(snapshot: Snapshot) -> str:
    """Return what the map is about; it promises a ranking only where there is one."""
    headings = _RANKED if snapshot.how_well.ranks else _UNRANKED
    return _(headings[snapshot.reading.wanted.category])


def made_up() -> str:
    """Return what stands on every map of a made-up city."""
    return _("SYNTHETIC – made-up city")


def data_date(snapshot: Snapshot) -> str:
    """Return until when the data is complete, and what could not be drawn."""
    said = [
        _("Complete through {day}").format(day=spell(snapshot.through))
        if snapshot.through
        else _("No data yet")
    ]
    missing = snapshot.totals.unlocated
    if missing:
        said.append(
            ngettext("{n} incident has no place", "{n} incidents have no place", missing).format(
                n=missing
            )
        )
    return " · ".join(said)


def credits_of(snapshot: Snapshot) -> list[str]:
    """Return whose data it is, each publisher once."""
    named = (source.attribution or source.title for source in snapshot.sources)
    return list(dict.fromkeys(name for name in named if name))


def thanks(snapshot: Snapshot, tiles: Tiles | None, *, drawn: bool) -> list[str]:
    """Return whose data it is, and that the street map could not be had where it could not."""
    missing = tiles is not None and not drawn
    no_streets = [_("no street map: its server did not answer")] if missing else []
    return [*no_streets, *credits_of(snapshot)]


def counts(snapshot: Snapshot) -> list[str]:
    """Return the totals in the words of what was asked for, the incidents first.

    A count of nobody is left out where the kind of incident may well have nobody in it.
    """
    totals, wanted = snapshot.totals, snapshot.reading.wanted
    said = [ngettext("{n} incident", "{n} incidents", totals.incidents).format(n=totals.incidents)]
    if wanted.category is Category.HOMICIDE:  # everybody counted was killed
        return [*said, _killed(totals.fatal or totals.victims)]
    maybe_nobody = wanted.category in (Category.SHOTS_FIRED, Category.OTHER)
    if totals.victims or not maybe_nobody:
        said.append(_hurt(totals.victims, shot=wanted.category is not Category.OTHER))
    if totals.fatal or not (totals.fatal is None or maybe_nobody or wanted.fatal is False):
        said.append(_killed(totals.fatal))
    return said


def alt_text(snapshot: Snapshot) -> str:
    """Return the facts of the picture in at most 1,000 characters."""
    before = [
        *([made_up() + "."] if snapshot.synthetic else []),
        _("Map: {heading}.").format(heading=heading(snapshot)),
        _shorten(snapshot.reading.label(), 200) + ".",
        ", ".join(counts(snapshot)) + ".",
    ]
    compared = [one.sentence for one in snapshot.comparisons[:1]]
    after = [
        _places(snapshot),
        _shorten(snapshot.how_well.sentence, 260),
        data_date(snapshot) + ".",
    ]
    full = _joined([*before, *compared, *after])
    if len(full) <= ALT_LIMIT:
        return full
    return _shorten(_joined([*before, *after]), ALT_LIMIT)


def _joined(sentences: list[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _hurt(people: int, *, shot: bool) -> str:
    words = ngettext("{n} person harmed", "{n} people harmed", people)
    if shot:
        words = ngettext("{n} person shot", "{n} people shot", people)
    return words.format(n=people)


def _killed(people: int) -> str:
    return ngettext("{n} person killed", "{n} people killed", people).format(n=people)


def _places(snapshot: Snapshot) -> str:
    if snapshot.reading.place is not None:
        return ""  # the totals are of that place
    counted = ", ".join(
        f"{_shorten(place.name, 40)} {place.incidents}" for place in snapshot.places[:_PLACES]
    )
    return _("Most in this window: {places}.").format(places=counted) if counted else ""


def _shorten(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
