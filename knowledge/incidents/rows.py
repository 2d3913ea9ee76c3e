"""Rows of text to a batch: what is taken in, what is left out, what is rejected and why."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from knowledge.incidents import coordinates, times
from knowledge.incidents.batch import Batch, Category
from knowledge.incidents.coordinates import Bounds, Fault, Points
from knowledge.incidents.notes import Note
from knowledge.incidents.people import Shot, known_of, readable, shot, why_rounded
from knowledge.incidents.preset import RULE, Preset
from knowledge.words import _


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of one file are to be read.

    Attributes
    ----------
    area
        Where incidents are expected; None leaves it to the preset.
    shot
        Who was shot by incident, where a second table says so.
    """

    preset: Preset
    zone: ZoneInfo
    today: date
    category: Category
    area: Bounds | None = None
    include_officer_involved: bool = False
    shot: Shot | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """What a chunk of rows came to."""

    batch: Batch
    rejected: list[tuple[int, str]]
    excluded: int
    notes: Counter[Note] = field(default_factory=Counter)


def read(lines: NDArray[np.int64], frame: pd.DataFrame, layout: Layout) -> Rows:
    """Return the rows of a chunk, judged.

    Parameters
    ----------
    lines
        The line of each row, shape ``(n,)``.
    frame
        Texts: a column for each role that the file has, ``n`` rows, nothing missing but "".
    """
    kept = _kept(frame, layout)
    columns = {name: frame[name].to_numpy(dtype=object)[kept] for name in frame.columns}
    lines = lines[kept]
    judged = _Judged(len(lines))
    moments, placed = _when(columns, layout, judged)
    points = _where(columns, layout, judged)
    number = _numbers(columns, judged)
    victims, fatal = _who(columns, number, layout, judged)
    good = judged.good()
    batch = Batch(
        line=lines[good],
        number=number[good],
        minute=placed.minute[good],
        time_known=moments.clock[good],
        lat=points.lat[good],
        lon=points.lon[good],
        victims=victims[good],
        fatal=fatal[good],
    )
    return Rows(batch, judged.list(lines), int((~kept).sum()), judged.notes)


class _Judged:
    """The first reason found against each row."""

    def __init__(self, count: int) -> None:
        self.reasons = np.zeros(count, dtype=np.int16)
        self.sentences = [""]
        self.notes: Counter[Note] = Counter()

    def reject(self, rows: NDArray[np.bool_], reason: str) -> None:
        self.reasons[rows & (self.reasons == 0)] = len(self.sentences)
        self.sentences.append(reason)

    def good(self) -> NDArray[np.bool_]:
        fine: NDArray[np.bool_] = self.reasons == 0
        return fine

    def list(self, lines: NDArray[np.int64]) -> list[tuple[int, str]]:
        bad = np.flatnonzero(self.reasons)
        return [(int(lines[row]), self.sentences[self.reasons[row]]) for row in bad]


def _kept(frame: pd.DataFrame, layout: Layout) -> NDArray[np.bool_]:
    kept = np.ones(len(frame), dtype=bool)
    for rule in layout.preset.leave_out:
        asked_for = rule.officer_involved and layout.include_officer_involved
        if not asked_for and RULE + rule.column in frame:
            kept &= ~_among(frame[RULE + rule.column], rule.values)
    for rule in layout.preset.keep_only:
        if RULE + rule.column in frame:
            kept &= _among(frame[RULE + rule.column], rule.values)
    return kept


def _among(texts: "pd.Series[str]", values: frozenset[str]) -> NDArray[np.bool_]:
    return np.asarray([text.lower() in values for text in texts], dtype=bool)


def _when(
    columns: dict[str, NDArray[np.object_]], layout: Layout, judged: _Judged
) -> tuple[times.Read, times.Placed]:
    role = "occurred_at" if "occurred_at" in columns else "date"
    moments = times.read(columns[role], layout.preset.formats_of(role))
    if role == "date" and "time" in columns:
        moments, odd = times.join(moments, columns["time"], layout.preset.formats_of("time"))
        judged.notes[Note.ODD_TIME] += odd
    elif role == "date":
        moments = times.days_only(moments)
    missing = np.isnat(moments.local) & np.isnat(moments.utc)
    empty = np.zeros(len(missing), dtype=bool)
    empty[missing] = [text.lower() in coordinates.NOTHING for text in columns[role][missing]]
    judged.reject(empty, _("the date is missing"))
    judged.reject(missing, _("the date cannot be read"))
    placed = times.to_utc(moments, layout.zone)
    future = times.local_days(placed.minute, layout.zone) > np.datetime64(layout.today)
    judged.reject(future, _("the date is in the future"))
    judged.notes[Note.TWICE] += placed.twice
    judged.notes[Note.NEVER] += placed.never
    return moments, placed


def _where(columns: dict[str, NDArray[np.object_]], layout: Layout, judged: _Judged) -> Points:
    preset = layout.preset
    none = np.full(len(judged.reasons), "", dtype=object)
    points = coordinates.settle(
        columns.get("lat", none),
        columns.get("lon", none),
        home=preset.bounds,
        area=layout.area,
        swapped=preset.swapped,
    )
    judged.notes[Note.TURNED] += points.turned
    if preset.projected is not None and {"x", "y"} <= set(columns):
        points = coordinates.unproject(
            points, columns["x"], columns["y"], crs=preset.projected, home=preset.bounds
        )
    for fault, reason in _faults().items():
        judged.reject(points.fault == fault, reason)
    return points


def _faults() -> dict[Fault, str]:
    return {
        Fault.NOT_NUMBERS: _("latitude or longitude is not a number"),
        Fault.PROJECTED: _(
            "latitude and longitude look like projected feet or metres, not degrees"
        ),
        Fault.SWAPPED: _("latitude and longitude look swapped"),
        Fault.FAR_AWAY: _("the coordinates are far outside the area"),
    }


def _numbers(columns: dict[str, NDArray[np.object_]], judged: _Judged) -> NDArray[np.object_]:
    if "number" not in columns:
        return np.full(len(judged.reasons), "", dtype=object)
    number, rounded = readable(columns["number"])
    judged.reject(rounded, why_rounded())
    return number


def _who(
    columns: dict[str, NDArray[np.object_]],
    number: NDArray[np.object_],
    layout: Layout,
    judged: _Judged,
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    if layout.shot is not None:
        victims, fatal, silent = known_of(number, layout.shot)
        judged.notes[Note.NOBODY] += silent
        return victims, fatal
    usual = 0 if layout.category is Category.SHOTS_FIRED else 1
    count = shot(
        columns.get("victims"),
        columns.get("fatal"),
        usual=np.full(len(number), usual, dtype=np.int32),
        deadly=layout.preset.fatal,
    )
    judged.reject(count.odd, _("a number of people is not a whole number, 0 or more"))
    judged.reject(count.more_fatal, _("more people killed than shot"))
    return count.victims, count.fatal
