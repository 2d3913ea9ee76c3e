"""How many people a row stands for, and the source's numbers that tie rows together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from knowledge.incidents.coordinates import NOTHING, numbers
from knowledge.words import _

#: More people than this in one row is a mistake, not a shooting.
_MOST = 10_000

_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")

#: Victims and fatal, by the source's number of the incident.
Shot = pd.DataFrame


@dataclass(frozen=True, slots=True)
class Count:
    """People by row, each of shape ``(n,)``; ``odd`` and ``more_fatal`` mark impossible rows."""

    victims: NDArray[np.int32]
    fatal: NDArray[np.int32]
    odd: NDArray[np.bool_]
    more_fatal: NDArray[np.bool_]


def readable(texts: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Return a source's numbers so that re-saved copies agree, and which were rounded.

    "202115056366.0" is "202115056366"; a rounded one ("2.02E+11") is many incidents' number.
    """
    found = np.array([_whole(text) for text in texts], dtype=object)
    rounded = np.array(
        ["+" in text and _ROUNDED.fullmatch(text) is not None for text in texts], dtype=bool
    )
    return found, rounded


def why_rounded() -> str:
    """Return why a row with a rounded number cannot be used."""
    return _("a spreadsheet has rounded the incident number")


def _whole(text: str) -> str:
    if text.endswith(".0") and text[:-2].isdigit():
        return text[:-2]
    return "" if text.lower() in NOTHING else text


def shot(
    victims: NDArray[np.object_] | None,
    fatal: NDArray[np.object_] | None,
    *,
    usual: NDArray[np.int32],
    deadly: frozenset[str],
) -> Count:
    """Return how many people were shot and killed by row.

    Parameters
    ----------
    victims, fatal
        Texts of shape ``(n,)``, or None where the file has no such column. ``fatal`` is a
        number, or one of the words in ``deadly`` for one person.
    usual
        People shot where the row does not say.
    """
    odd = np.zeros(len(usual), dtype=bool)
    killed, odd_fatal = _killed(fatal, deadly, len(usual))
    if victims is None:
        return Count(np.maximum(usual, killed), killed, odd_fatal, odd)
    said, bad = _people(victims)
    unsaid = np.isnan(said) & ~bad
    counted = np.where(np.isnan(said), np.maximum(usual, killed), said).astype(np.int32)
    return Count(counted, killed, bad | odd_fatal, ~unsaid & (killed > counted))


def _killed(
    fatal: NDArray[np.object_] | None, deadly: frozenset[str], count: int
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    if fatal is None:
        return np.zeros(count, dtype=np.int32), np.zeros(count, dtype=bool)
    yes = np.array([text.lower() in deadly for text in fatal], dtype=bool)
    said, bad = _people(fatal)
    wordless = np.isnan(said)
    bad &= np.array([_is_number(text) for text in fatal], dtype=bool)
    killed = np.where(yes, 1, np.where(wordless, 0, np.nan_to_num(said))).astype(np.int32)
    return killed, bad & ~yes


def _is_number(text: str) -> bool:
    return text[-1:].isdigit() and text[:1] in "-+.0123456789"


def _people(texts: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return whole numbers of people, NaN where none is given, and which are impossible."""
    values, bad = numbers(texts)
    with np.errstate(invalid="ignore"):
        bad |= (values < 0) | (values > _MOST) | (values != np.floor(values)) & ~np.isnan(values)
    values[bad] = np.nan
    return values, bad


@dataclass(frozen=True, slots=True)
class Persons:
    """Some rows of a table of persons: who was shot by incident, and rows that cannot be used.

    Attributes
    ----------
    shot
        Columns ``victims`` and ``fatal`` [people], indexed by number.
    rejected
        Lines, and why.
    """

    shot: Shot
    rejected: list[tuple[int, str]]


def persons(lines: NDArray[np.int64], frame: pd.DataFrame, deadly: frozenset[str]) -> Persons:
    """Return who was shot by incident from some rows of a table of persons.

    Parameters
    ----------
    lines
        The line of each row, shape ``(n,)``.
    frame
        Columns ``number`` and ``fatal``, texts, one row a person.
    """
    number, rounded = readable(frame["number"].to_numpy(dtype=object))
    missing = number == ""
    killed = np.array([text.lower() in deadly for text in frame["fatal"]], dtype=np.int32)
    part = pd.DataFrame({"number": number, "victims": 1, "fatal": killed})[~(missing | rounded)]
    rejected = [(line, _("the incident number is missing")) for line in lines[missing].tolist()]
    rejected += [(line, why_rounded()) for line in lines[rounded].tolist()]
    return Persons(part.groupby("number").sum(), rejected)


def total(parts: Sequence[Shot]) -> Shot:
    """Return who was shot by incident, of several parts of a table of persons."""
    if not parts:
        return pd.DataFrame({"victims": [], "fatal": []})
    return pd.concat(parts).groupby(level=0).sum()


def known_of(
    number: NDArray[np.object_], found: Shot
) -> tuple[NDArray[np.int32], NDArray[np.int32], int]:
    """Return victims and fatal of incidents by number, and how many nobody is known of.

    An incident without a person in the table counts as one person shot.
    """
    people = found.reindex(pd.Index(number, dtype=object))
    silent = np.asarray(people["victims"].isna())
    victims = people["victims"].fillna(1).to_numpy(dtype=np.int32)
    fatal = people["fatal"].fillna(0).to_numpy(dtype=np.int32)
    return victims, fatal, int(silent.sum())
