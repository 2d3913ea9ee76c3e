"""What an import changes, in temporary tables: filled beside the database, then moved."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.incidents import sums, temporary
from storage.incidents.comparing import Plan, Target
from storage.tables import Incident

VALUES = ("minute", "day", "hour", "piece", "victims", "fatal")
FRESH = temporary.table("staged_fresh", "id", *VALUES)
CHANGED = temporary.table("staged_changed", "id", *VALUES)
DROPPED = temporary.table("staged_dropped", "id")
NUMBERS = temporary.table(
    "staged_numbers",
    "digest",
    "fresh",
    "incident",
    "known",
    "minute",
    "time_known",
    "piece",
    "victims",
    "fatal",
)
PIECES = temporary.table("staged_pieces", "code", "id", "cell")


def stage(session: Session, plan: Plan, *, target: Target) -> set[str]:
    """Put what changes in temporary tables, in the order in which it will be stored.

    Returns
    -------
    The categories whose incidents change: the import's, and those that they had before.
    """
    merged = plan.merged
    fresh = np.flatnonzero(plan.fresh)
    fresh = fresh[np.lexsort((merged.incidents.piece[fresh], plan.local.day[fresh]))]
    rank = np.zeros(len(merged.kept), np.int64)
    rank[fresh] = np.arange(1, len(fresh) + 1)
    changed = np.flatnonzero(plan.changed)
    temporary.fill(session, FRESH, {"id": rank[fresh], **_values(plan, fresh)})
    temporary.fill(session, CHANGED, {"id": merged.kept[changed], **_values(plan, changed)})
    temporary.fill(session, DROPPED, {"id": merged.dropped})
    order = np.argsort(merged.numbers.digest)
    numbers = merged.numbers.take(order)
    is_fresh = plan.fresh[numbers.incident]
    columns: dict[str, NDArray[Any]] = {
        "digest": numbers.digest,
        "fresh": is_fresh.astype(np.int64),
        "incident": np.where(is_fresh, rank[numbers.incident], merged.kept[numbers.incident]),
        "known": merged.known[order].astype(np.int64),
        "minute": numbers.minute,
        "time_known": numbers.time_known.astype(np.int64),
        "piece": numbers.piece,
        "victims": numbers.victims,
        "fatal": numbers.fatal,
    }
    temporary.fill(session, NUMBERS, columns)
    touched = _stored_days(session, target) | _planned_days(plan, target)
    sums.stage(session, touched)
    return {category for category, _day in touched}


def _values(plan: Plan, which: NDArray[np.intp]) -> Mapping[str, NDArray[Any]]:
    now = plan.merged.incidents
    when, where = plan.local, now.piece
    columns: tuple[NDArray[Any], ...] = (
        *(now.minute, when.day, when.hour),
        *(where, now.victims, now.fatal),
    )
    return {name: column[which] for name, column in zip(VALUES, columns, strict=True)}


def _stored_days(session: Session, target: Target) -> set[tuple[str, date]]:
    """Return the (category, day) of stored incidents that change or go."""
    of = Incident
    found: set[tuple[str, date]] = set()
    for staged in (CHANGED, DROPPED):
        query = select(of.category, of.day).join(staged, staged.c.id == of.id).distinct()
        rows = session.execute(query.where(of.workspace_id == target.workspace))
        found.update((category, day) for category, day in rows)
    return found


def _planned_days(plan: Plan, target: Target) -> set[tuple[str, date]]:
    days = np.unique(plan.local.day[plan.fresh | plan.changed]).astype("datetime64[D]")
    return {(target.category, day) for day in days.tolist()}
