"""What a snapshot tells besides its picture: comparisons, places and what is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from knowledge.hotspots.comparison import compare, may_split, sentences
from knowledge.hotspots.snapshot import Compared, PlaceCount, Totals
from knowledge.hotspots.when import cluster, phrase
from knowledge.windows import Window, spell
from knowledge.words import _, ngettext

#: Places that a snapshot names. Five fit a phone's screen.
PLACES = 5
#: A window that reaches further beyond the data than this share of itself is moved.
REACH = 0.5
#: Few incidents cluster in anything, so "when" looks back over three years. [days]
WHEN_DAYS = 1096
#: Shorter spans are told in months, longer ones in years. [months]
MONTHS_TOLD = 24


def moved_to_data(asked: Window, through: date | None, *, relative: bool) -> Window:
    """Return the window to show: a relative one ends with the data if it would miss most of it.

    Parameters
    ----------
    asked
        The window as it was read.
    through
        The last day for which the sources are complete; None without data.
    relative
        Whether its end was "today" rather than a date that the person named.
    """
    if through is None or not relative:
        return asked
    end = through + timedelta(days=1)
    beyond = (asked.end - max(end, asked.start)).days
    return asked.moved((end - asked.end).days) if beyond > REACH * asked.days else asked


def comparable(shown: Window, through: date | None) -> Window | None:
    """Return the part of a window for which the sources are complete, None if there is none."""
    return None if through is None else shown.until(through + timedelta(days=1))


def named_windows(whole: Window) -> list[tuple[str, Window]]:
    """Return what a window is always compared with, by name: as many days, all complete."""
    before = whole.moved(-whole.days)
    name = ngettext("the day before", "the {days} days before", whole.days)
    named = [(name.format(days=whole.days), before)]
    last_year = whole.year_before()
    if last_year.end <= whole.start and last_year != before:
        named.append((_("the same days last year"), last_year))
    return named


def compared(
    label: str,
    window: Window,
    against: Window,
    *,
    count: int,
    count_against: int,
    part_until: date | None = None,
) -> Compared:
    """Return one comparison with its sentence.

    Parameters
    ----------
    label
        Name of the window that it is compared with.
    window, against
        Both whole: every source is complete for their days.
    count, count_against
        [incidents]
    part_until
        The last day of ``window``, where the snapshot shows later days too.
    """
    tested = compare(count, count_against, days_now=window.days, days_before=against.days)
    said = sentences(tested, before=label)
    return Compared(
        label=label,
        window=window,
        against=against,
        count=count,
        count_against=count_against,
        ratio=tested.ratio,
        p=tested.p,
        sentence=said if part_until is None else _until(said, part_until),
    )


def _until(said: str, last: date) -> str:
    return _("Through {day}: {said}").format(day=spell(last), said=said)


def totals(sums: pd.DataFrame, place: int) -> Totals:
    """Return a place's totals from sums by place; killed and hurt are not told apart if few."""
    if place not in sums.index:
        return Totals(incidents=0, victims=0, fatal=0, unlocated=0)
    incidents, shot, killed, unlocated = (
        int(sums[name].get(place, 0)) for name in ("incidents", "victims", "fatal", "unlocated")
    )
    split = may_split(killed, shot - killed)
    return Totals(incidents, shot, killed if split else None, unlocated)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the counts of places are set against: two windows of the same length, both complete.

    Attributes
    ----------
    complete, before
        Sums by place, column ``incidents``: of the complete days shown, and of as many before.
    days
        How long each is. [days]
    part_until
        The last of the complete days, where the snapshot shows later ones too.
    tellable
        The places whose counts in both windows may be told.
    """

    complete: pd.DataFrame
    before: pd.DataFrame
    days: int
    part_until: date | None
    tellable: frozenset[int]


def place_counts(
    names: Sequence[tuple[int, str]], now: pd.DataFrame, earlier: Earlier | None
) -> list[tuple[int, PlaceCount]]:
    """Return the places that had any, most incidents first, ties by name.

    Parameters
    ----------
    names
        Places that may be listed: (id, name).
    now
        Sums by place, column ``incidents``.
    earlier
        What to set them against; None where nothing is comparable.
    """
    counts = [(_count(now, place), name, place) for place, name in names]
    highest = sorted((-count, name, place) for count, name, place in counts if count)
    told = []
    for count, name, place in highest:
        fair = earlier if earlier is not None and place in earlier.tellable else None
        before = None if fair is None else _count(fair.before, place)
        told.append((place, PlaceCount(name, -count, before, _change(fair, place), None)))
    return told


def _change(earlier: Earlier | None, place: int) -> str:
    if earlier is None:
        return ""
    words = ngettext("{before} the day before", "{before} in the {days} days before", earlier.days)
    if earlier.part_until is not None:
        words = ngettext(
            "{now} through {day}, {before} the day before",
            "{now} through {day}, {before} in the {days} days before",
            earlier.days,
        )
    return words.format(
        now=_count(earlier.complete, place),
        day=spell(earlier.part_until) if earlier.part_until else "",
        before=_count(earlier.before, place),
        days=earlier.days,
    )


def _count(sums: pd.DataFrame, place: int) -> int:
    return int(sums["incidents"].get(place, 0))


def clusters(weeks: Mapping[int, NDArray[np.int64]], *, over: Window) -> dict[int, str]:
    """Return in words when incidents cluster, for the places where the evidence is enough.

    Parameters
    ----------
    weeks
        Incidents with a known time by place: by weekday and part of the day, (7, 4). What was
        not looked for is not found by chance, so keep the places few.
    over
        The window of the counts, whose length is said.
    """
    found = {}
    for place, week in weeks.items():
        words = phrase(cluster(week))
        if words:
            found[place] = _("{when}, over {span}").format(when=words, span=_length(over))
    return found


def _length(window: Window) -> str:
    months = round(window.days / 30.44)
    if months < MONTHS_TOLD:
        return ngettext("{count} month", "{count} months", max(months, 1)).format(count=months)
    years = round(window.days / 365.25)
    return ngettext("{count} year", "{count} years", years).format(count=years)


def lag_caveat(through: date, shown: Window, *, learned: bool) -> str:
    """Say through when the data is complete, and how that is known."""
    how = _("learned from how late earlier reports came")
    if not learned:
        how = _("assumed until a second import shows how late reports come")
    said = _("Complete through {day} ({how}).").format(day=spell(through), how=how)
    missing = (shown.end - max(through + timedelta(days=1), shown.start)).days
    if missing <= 0:
        return said
    later = ngettext(
        "The last day of this window will still grow, so comparisons leave it out.",
        "The last {days} days of this window will still grow, so comparisons leave them out.",
        missing,
    )
    return f"{said} {later.format(days=missing)}"


def unlocated_caveat(unlocated: int, *, asked_place: bool) -> str | None:
    """Say how many incidents have no place in the data."""
    if not unlocated:
        return None
    if asked_place:
        return ngettext(
            "{count} incident of the whole area has no place in the data; it may belong here.",
            "{count} incidents of the whole area have no place in the data; some may belong here.",
            unlocated,
        ).format(count=unlocated)
    return ngettext(
        "{count} incident has no place in the data: counted, but not on the map.",
        "{count} incidents have no place in the data: counted, but not on the map.",
        unlocated,
    ).format(count=unlocated)


def unfair_caveat(other: Window) -> str:
    """Say why a comparison that was asked for is left out."""
    return _(
        "A comparison with {window} is left out: the data does not reach over both, or too few"
        " were killed or hurt to tell the two apart."
    ).format(window=other.label())


def marks_caveat() -> str:
    """Say that the map does not show where somebody was killed."""
    return _("The map's circles count all shootings: a death alone would point at somebody.")


def approximate_caveat(kind: str, files: Sequence[str]) -> str:
    """Say that a layer came after the incidents, and what makes it exact."""
    return _(
        "Counts by {kind} are approximate: incidents were assigned by the largest place of"
        " their cell. To make them exact, import again: {files}."
    ).format(kind=_(kind), files=", ".join(files))


def standing_caveats() -> tuple[str, ...]:
    """Return what every snapshot says: whom it is about, and what no data shows."""
    return (
        _("This shows places, never people."),
        _("It counts what was reported to the publisher; some shootings never are."),
    )
