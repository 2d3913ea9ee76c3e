"""What a later file of a source changes: it wins for every number that it contains."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.incidents.linking import Ints, components
from knowledge.incidents.numbers import Incidents, Numbers, fold

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Merged:
    """How the incidents that a file touches look afterwards.

    Attributes
    ----------
    incidents
        Each incident that holds a number of the file, or one that such an incident left.
    kept
        The database row that each takes over, 0 for a new one. [int64]
    numbers
        Those that are new or differ from what is remembered; ``incident`` is a position
        in ``incidents``.
    known
        Which of ``numbers`` are remembered already. [bool]
    dropped
        Database rows whose numbers all went to other incidents. [int64]
    """

    incidents: Incidents
    kept: Ints
    numbers: Numbers
    known: Mask
    dropped: Ints


def merge(file: Numbers, old: Numbers, cells: Ints) -> Merged:
    """Return what ``file`` changes.

    Numbers of a touched incident that the file does not contain stay with all of its numbers
    whose minute and cell did not change, and hold those together: what linked them may be
    what the file lacks, so that a part of a file changes nothing. Where there is none they
    are an incident of their own. Only a file with every number of an incident parts those
    that stay in their minute and cell.

    Parameters
    ----------
    file
        The numbers of the file; ``incident`` is a label from 0. Digests are distinct.
    old
        What is remembered of these numbers, and of the others of the same incidents;
        ``incident`` is the database row.
    cells
        The cell of each piece code.
    """
    file, old = file.sorted(), old.sorted()
    place, inside = _positions(old.digest, file.digest)
    absent = old.take(~inside)
    retained, nodes = np.unique(absent.incident, return_inverse=True)
    anchors = _anchors(file, old, place, inside, cells)
    file_label, retained_label = _regroup(file.incident, retained, anchors)
    every = replace(file, incident=file_label).joined(
        replace(absent, incident=retained_label[nodes])
    )
    back, known = _positions(every.digest, old.digest)
    before = np.where(known, np.append(old.incident, 0)[np.where(known, back, -1)], 0)
    incidents = fold(every)
    kept = _successors(every, before, len(incidents))
    differs = ~known | (kept[every.incident] != before)
    differs[known] |= _changed(every, known, old, back[known])
    return Merged(
        incidents=incidents,
        kept=kept,
        numbers=every.take(differs),
        known=known[differs],
        dropped=np.setdiff1d(old.incident, kept),
    )


def _positions(wanted: Ints, among: Ints) -> tuple[NDArray[np.intp], Mask]:
    """Return where each of ``wanted`` stands in the sorted ``among``, and whether it does."""
    place = np.searchsorted(among, wanted)
    within = np.minimum(place, max(len(among) - 1, 0))
    inside = among[within] == wanted if len(among) else np.zeros(len(wanted), bool)
    return within, inside


def _anchors(
    file: Numbers, old: Numbers, place: NDArray[np.intp], inside: Mask, cells: Ints
) -> tuple[Ints, Ints]:
    """Return (database row, label in the file) of the numbers that hold absent ones."""
    before, now = old.take(inside), file.take(place[inside])
    steady = (before.minute == now.minute) & (before.cell(cells) == now.cell(cells))
    return before.incident[steady], now.incident[steady]


def _regroup(labels: Ints, retained: Ints, anchors: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Return the final labels of the file's numbers and of each retained incident."""
    if not len(retained):
        return labels, retained
    size = int(labels.max()) + 1 if len(labels) else 0
    nodes = size + np.arange(len(retained))
    node, held = _positions(anchors[0], retained)
    left = np.concatenate([labels, nodes, anchors[1][held]])
    right = np.concatenate([labels, nodes, nodes[node[held]]])
    final = components(left, right)
    return final[: len(labels)], final[len(labels) : len(labels) + len(retained)]


def _successors(every: Numbers, before: Ints, size: int) -> Ints:
    """Return the database row that each incident takes over, 0 for a new one.

    A row goes to the incident that has its lowest number; an incident that could have
    several rows takes the lowest.
    """
    kept = np.zeros(size, np.int64)
    order = np.lexsort((every.digest, before))
    order = order[before[order] > 0]
    lowest = order[np.flatnonzero(np.diff(before[order], prepend=0))][::-1]
    kept[every.incident[lowest]] = before[lowest]
    return kept


def _changed(now: Numbers, which: Mask, before: Numbers, place: NDArray[np.intp]) -> Mask:
    """Return which of the numbers ``which`` bring in something else than before."""
    changed = np.zeros(len(place), bool)
    for name in ("minute", "time_known", "piece", "victims", "fatal"):
        changed |= getattr(now, name)[which] != getattr(before, name)[place]
    return changed
