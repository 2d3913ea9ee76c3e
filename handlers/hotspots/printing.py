"""Snapshots and back-tests as a shell shows them."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from handlers.hotspots import service, upkeep
from handlers.hotspots.request import SnapshotRequest, UnsurePlaceError
from handlers.toolbox import Toolbox
from knowledge.access import Member, Role
from knowledge.errors import NothingKnownError, UsageError
from knowledge.hotspots import asking
from knowledge.hotspots.backtest import OURS, Backtest, Difference, Score
from knowledge.hotspots.bands import SHARES
from knowledge.hotspots.snapshot import Snapshot
from knowledge.windows import Window, ending
from knowledge.words import _
from storage import workspaces


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed after ``coalition hotspots``."""

    words: str
    as_of: date | None
    days: int | None
    workspace: str | None


def snapshot(
    tools: Toolbox, asked: Asked, *, png: Path | None, cells: Path | None, as_json: bool
) -> None:
    """Print a snapshot, and write its map and its cells where that was asked for."""
    request, as_of = _request(tools, asked)
    taken = service.take_snapshot(tools, request, as_of=asked.as_of)
    typer.echo(json.dumps(as_values(taken), indent=2) if as_json else as_text(taken))
    if png is not None:
        _draw(tools, taken, png)
    if cells is not None:
        _write_cells(tools, request, taken, as_of, cells)


def _request(tools: Toolbox, asked: Asked) -> tuple[SnapshotRequest, date]:
    """Return the request, and the day before which everything counts."""
    with tools.read() as session:
        workspace = workspaces.looked_up(session, name=asked.workspace).id
    as_of = asked.as_of or service.today(tools, workspace=workspace)
    words = asking.read(asked.words, today=as_of)
    member = Member(workspace=workspace, slack_user="", role=Role.COORDINATOR)
    request = _resolved(tools, member, words)
    if asked.days is not None:
        request = request.model_copy(update={"window": ending(as_of, asked.days)})
    return request.model_copy(update={"relative": request.relative and asked.as_of is None}), as_of


def _resolved(tools: Toolbox, member: Member, words: asking.AskedWords) -> SnapshotRequest:
    """Return the request; where its place is not sure, name those that may be meant."""
    try:
        return service.resolve(tools, member=member, words=words)
    except UnsurePlaceError as unsure:
        names = ", ".join(name for _id, name in unsure.candidates)
        raise UsageError(f"{unsure} {names}") from None


def as_values(taken: Snapshot) -> dict[str, Any]:
    """Return a snapshot as plain values: its numbers and words, no cells."""
    return {
        "reading": taken.reading.label(),
        "place": taken.reading.place,
        "window": _window(taken.reading.window),
        "asked": taken.asked and _window(taken.asked),
        "kind": taken.reading.wanted.value,
        "why_moved": taken.why_moved,
        "incidents": taken.totals.incidents,
        "people_shot": taken.totals.victims,
        "people_killed": taken.totals.fatal,
        "no_place": taken.totals.unlocated,
        "comparisons": [
            {
                "with": one.label,
                "window": _window(one.window),
                "against": _window(one.against),
                "count": one.count,
                "count_against": one.count_against,
                "rate_ratio": one.ratio,
                "p": one.p,
                "sentence": one.sentence,
            }
            for one in taken.comparisons
        ],
        "places": [
            {
                "name": one.name,
                "incidents": one.incidents,
                "before": one.before,
                "when": one.when,
            }
            for one in taken.places
        ],
        "complete_through": taken.through and taken.through.isoformat(),
        "ranked": taken.how_well.ranks,
        "how_well": taken.how_well.sentence,
        "not_known": list(taken.caveats),
        "sources": [
            {"title": one.title, "attribution": one.attribution, "synthetic": one.synthetic}
            for one in taken.sources
        ],
    }


def _window(window: Window) -> dict[str, str]:
    """Return the half-open window by its ends; ``until`` no longer counts."""
    return {"since": window.start.isoformat(), "until": window.end.isoformat()}


def as_text(taken: Snapshot) -> str:
    """Return a snapshot as a person reads it on a terminal."""
    totals = taken.totals
    numbers = [
        _("{count} incidents").format(count=totals.incidents),
        _("{count} people shot").format(count=totals.victims),
    ]
    if totals.fatal is not None:
        numbers.append(_("{count} people killed").format(count=totals.fatal))
    lines = [taken.reading.label(), taken.why_moved, ", ".join(numbers), ""]
    lines += [one.sentence for one in taken.comparisons]
    lines += ["", *(_place(one.name, one.incidents, one.change, one.when) for one in taken.places)]
    lines += ["", taken.how_well.sentence, *taken.caveats]
    lines += [f"{one.title} {one.attribution}".strip() for one in taken.sources]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))


def _place(name: str, incidents: int, change: str, when: str | None) -> str:
    told = "; ".join(part for part in (change, when) if part)
    return f"  {incidents:>4}  {name}" + (f" ({told})" if told else "")


def _draw(tools: Toolbox, taken: Snapshot, file: Path) -> None:
    from handlers.maps import draw

    picture = draw(taken, tiles=tools.tiles)
    if picture is None:
        raise NothingKnownError(
            _("There is no map without places. Import some:  coalition import places FILE")
        )
    file.write_bytes(picture)
    typer.echo(_("Map: {file}").format(file=file), err=True)


def _write_cells(
    tools: Toolbox, request: SnapshotRequest, taken: Snapshot, as_of: date, file: Path
) -> None:
    """Write every cell of the study area, exact, for the data's owner."""
    from knowledge.places.cells import geojson

    window, wanted = taken.reading.window, taken.reading.wanted
    with tools.read() as session:
        cells, ranked = upkeep.rank_at(
            session, workspace=request.workspace, category=wanted.category.value, as_of=as_of
        )
        counts = upkeep.cell_counts(
            session,
            workspace=request.workspace,
            category=wanted.category.value,
            window=window,
            fatal=wanted.fatal,
        )
    collection = geojson(
        cells,
        rank=ranked.rank.tolist(),
        score=ranked.score.tolist(),
        incidents=[counts.get(cell, 0) for cell in cells.tolist()],
    )
    told = {
        "note": "not for sharing",
        "window": _window(window),
        "kind": wanted.value,
        "as_of": as_of.isoformat(),
        "synthetic": taken.synthetic,
    }
    file.write_text(json.dumps({**collection, **told}), encoding="utf-8")
    typer.echo(_("Cells, exact, not for sharing: {file}").format(file=file), err=True)


def backtest(
    tools: Toolbox,
    category: str,
    between: tuple[date | None, date | None],
    workspace: str | None,
    *,
    as_json: bool,
) -> None:
    """Print how the ranking and the reference methods did on the past."""
    with tools.read() as session:
        found = workspaces.looked_up(session, name=workspace).id
    first, last = between
    tried = upkeep.try_ranking(tools, workspace=found, category=category, first=first, last=last)
    typer.echo(json.dumps(tried.as_json(), indent=2) if as_json else _table(tried))


def _table(tried: Backtest) -> str:
    """Return the hit rates as a table, ours first, and how much ours is ahead of each."""
    wide = max(len(name) for name in tried.methods)
    rows = [
        _("{cells} cells, {cuts} quarters from {first} to {last}, next 90 days").format(
            cells=tried.cells, cuts=len(tried.cuts), first=tried.cuts[0], last=tried.cuts[-1]
        ),
        f"{'':{wide}}" + "".join(f"{share:>7.0%}" for share in SHARES),
    ]
    for name, score in sorted(tried.methods.items(), key=_best_first):
        hits = "".join(f"{100 * hit:7.1f}" for hit in score.hit)
        rows.append(f"{name:{wide}}{hits}{_ahead(tried.paired.get(name))}")
    rows.append(_("Share [%] of the incidents that fell on the marked share of cells, and how"))
    rows.append(_("far ours is ahead [points], with the 95 % interval over quarters."))
    return "\n".join(rows)


def _ahead(difference: Difference | None) -> str:
    if difference is None:
        return ""
    each = zip(difference.difference, difference.low, difference.high, strict=True)
    return "".join(
        f"  {100 * by:+5.1f} [{100 * low:+5.1f}, {100 * high:+5.1f}]" for by, low, high in each
    )


def _best_first(scored: tuple[str, Score]) -> tuple[bool, float]:
    name, score = scored
    return name != OURS, -score.hit[1]
