"""Local times, as files give them, to minutes since 1970-01-01 UTC."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from knowledge.incidents.coordinates import NOTHING

#: Milliseconds since 1970-01-01 UTC, as feature services give them.
EPOCH_MS = "epoch_ms"

#: The usual ways to write a moment, or a day, in the United States; no two read one text.
MOMENTS = (
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%d %H:%M:%S.%f",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y",
    "%m/%d/%y %H:%M:%S",
    "%m/%d/%y %H:%M",
    "%m/%d/%y",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%d %H:%M:%S%z",
    "%Y-%m-%dT%H:%M%z",
    "%Y-%m-%dT%H:%M:%S.%f%z",
    EPOCH_MS,
)

#: The usual ways to write a time of day.
CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H%M")

#: Years outside are mistakes, and some cannot be placed on the UTC line.
_FIRST = np.datetime64("1900-01-01", "s")
_END = np.datetime64("2200-01-01", "s")

#: How many values decide which format is tried first.
_SAMPLE = 50

Moments = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class Read:
    """Texts read as moments, each of shape ``(n,)``.

    Attributes
    ----------
    local
        On the local clock [datetime64 s]; NaT where unreadable, or where ``utc`` has it.
    utc
        Of texts that carry their own offset. [datetime64 s]
    clock
        Whether the text held a time of day. [bool]
    """

    local: Moments
    utc: Moments
    clock: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placed:
    """Local times on the UTC line.

    Attributes
    ----------
    minute
        Minutes since 1970-01-01 UTC, shape ``(n,)``; 0 where unreadable. [int64]
    twice, never
        How many fell in an hour that the clock showed twice, or never.
    """

    minute: NDArray[np.int64]
    twice: int
    never: int


def read(texts: NDArray[np.object_], formats: Sequence[str]) -> Read:
    """Return what texts of shape ``(n,)`` say, each by the first of ``formats`` that fits.

    Moments before 1900 or after 2199 count as unreadable.
    """
    local = np.full(len(texts), "NaT", dtype="datetime64[s]")
    utc = local.copy()
    clock = np.zeros(len(texts), dtype=bool)
    todo = np.arange(len(texts))
    for form in _likeliest(texts[:_SAMPLE], formats):
        if not len(todo):
            break
        found = _parse(texts[todo], form)
        hit = (found >= _FIRST) & (found < _END)
        target = utc if form == EPOCH_MS or "%z" in form else local
        target[todo[hit]] = found[hit]
        clock[todo[hit]] = form == EPOCH_MS or bool(re.search("%[HI]", form))
        todo = todo[~hit]
    return Read(local, utc, clock)


def _likeliest(sample: NDArray[np.object_], formats: Sequence[str]) -> list[str]:
    hits = {form: int((~np.isnat(_parse(sample, form))).sum()) for form in formats}
    return sorted(formats, key=lambda form: -hits[form])


def _parse(texts: NDArray[np.object_], form: str) -> Moments:
    if form == EPOCH_MS:
        return _epoch(texts)
    zoned = "%z" in form
    found = pd.to_datetime(pd.Series(texts), format=form, errors="coerce", utc=zoned)
    naive = found.dt.tz_localize(None) if zoned else found
    moments: Moments = naive.to_numpy().astype("datetime64[s]")
    return moments


def _epoch(texts: NDArray[np.object_]) -> Moments:
    moments = np.full(len(texts), "NaT", dtype="datetime64[s]")
    whole = np.array([bool(re.fullmatch(r"\d{12,13}(\.0)?", text)) for text in texts], dtype=bool)
    if whole.any():
        seconds = texts[whole].astype(np.float64).astype(np.int64) // 1000
        moments[whole] = seconds.astype("datetime64[s]")
    return moments


def join(days: Read, texts: NDArray[np.object_], formats: Sequence[str]) -> tuple[Read, int]:
    """Return local days with the time of day from a second column, and how many were unreadable.

    A row without a readable time of day keeps its midnight and ``clock`` False.
    """
    midnight = days.local.astype("datetime64[D]").astype("datetime64[s]")
    given = read(texts, formats)
    seconds = given.local - given.local.astype("datetime64[D]")
    known = given.clock & ~np.isnat(given.local)
    local = midnight + np.where(known, seconds, np.timedelta64(0, "s"))
    unknown = texts[~known & ~np.isnat(days.local)]
    odd = sum(text.lower() not in NOTHING for text in unknown)
    return Read(local, days.utc, known | ~np.isnat(days.utc)), odd


def days_only(days: Read) -> Read:
    """Return what a column of dates says, where midnight means that no time is known."""
    midnight = days.local == days.local.astype("datetime64[D]")
    return Read(days.local, days.utc, days.clock & ~midnight)


def to_utc(moments: Read, zone: ZoneInfo) -> Placed:
    """Return moments as minutes in UTC.

    An hour that the clock showed twice is read as the first; a time in an hour that it skipped
    is moved forward by as much as the clock was.
    """
    local = pd.DatetimeIndex(moments.local)
    placed = local.tz_localize(zone, ambiguous="NaT", nonexistent="NaT")
    lost = np.asarray(placed.isna()) & ~np.isnat(moments.local)
    utc = _utc(placed)
    twice = never = 0
    if lost.any():
        again = local[lost]
        first = again.tz_localize(
            zone, ambiguous=np.ones(len(again), dtype=bool), nonexistent="NaT"
        )
        gap = np.asarray(first.isna())
        never, twice = int(gap.sum()), int((~gap).sum())
        fixed = _utc(first)
        fixed[gap] = _day_before(again[gap], zone)
        utc[lost] = fixed
    known = ~np.isnat(moments.utc)
    utc[known] = moments.utc[known]
    whole = utc.astype("datetime64[m]").astype(np.int64)
    return Placed(np.where(np.isnat(utc), 0, whole), twice=twice, never=never)


def _day_before(local: pd.DatetimeIndex, zone: ZoneInfo) -> Moments:
    day = pd.Timedelta(days=1)
    earlier = (local - day).tz_localize(zone, ambiguous="NaT", nonexistent="shift_forward")
    return _utc(earlier + day)


def _utc(aware: pd.DatetimeIndex) -> Moments:
    moments: Moments = aware.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[s]")
    return moments


def local_days(minute: NDArray[np.int64], zone: ZoneInfo) -> NDArray[np.datetime64]:
    """Return the local day, shape ``(n,)``, of minutes since 1970-01-01 UTC."""
    aware = pd.DatetimeIndex(minute.astype("datetime64[m]").astype("datetime64[s]"), tz="UTC")
    days: NDArray[np.datetime64] = (
        aware.tz_convert(zone).tz_localize(None).to_numpy().astype("datetime64[D]")
    )
    return days
