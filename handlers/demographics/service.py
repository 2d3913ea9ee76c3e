"""Importing demographics: matched to a layer by key, replaced a layer at a time."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from handlers.demographics.request import DemographicsRequest, DemographicsSummary, LeftOut
from handlers.toolbox import Toolbox
from knowledge.errors import NothingKnownError
from knowledge.places.census import Residents, key_of, recognise, residents
from knowledge.places.kinds import AREAS, Kind
from knowledge.places.matching import match
from knowledge.words import _
from storage import demographics, places, workspaces
from storage.demographics import Row


def import_demographics(tools: Toolbox, request: DemographicsRequest) -> DemographicsSummary:
    """Put a table's residents in the place of those of its layer, or say what that would do.

    Raises
    ------
    DataError
        When the file cannot be read, or none of its rows fits a place.
    NothingKnownError
        When there is no layer yet that it could be keyed to.
    UsageError
        When a named column is not there, or no column holds a known figure.
    """
    rows = demographics.read(request.file)
    columns = recognise(list(rows[0].values))
    with (tools.read if request.dry_run else tools.begin)() as session:
        workspace = _workspace(session, tools, request)
        keys = {
            kind: _normal(places.by_key(session, workspace=workspace, kind=kind))
            for kind in ([request.kind] if request.kind else AREAS)
        }
        keys = {kind: known for kind, known in keys.items() if known}
        if not keys:
            raise _no_layer(request.kind)
        matched = match([row.values for row in rows], keys, column=request.key_field)
        summary = DemographicsSummary(
            kind=matched.kind,
            file=request.file.name,
            origin=request.origin or request.file.name,
            key_field=matched.column,
            columns=columns,
            rows=len(rows),
            matched=0,
            unmatched=(),
            rejected=(),
            without=0,
            dry_run=request.dry_run,
        )
        found, counts = _found(rows, columns, keys[matched.kind], matched.column)
        if not request.dry_run:
            demographics.replace(
                session, found, workspace=workspace, kind=matched.kind, origin=summary.origin
            )
    return summary.model_copy(update=counts)


def _workspace(session: Session, tools: Toolbox, request: DemographicsRequest) -> int:
    """Return the workspace that is meant; a dry run creates none."""
    if request.dry_run:
        return workspaces.looked_up(session, name=request.workspace).id
    return workspaces.only(session, now=tools.now(), name=request.workspace).id


def _found(
    rows: Sequence[Row], columns: Mapping[str, str], known: Mapping[str, int], column: str
) -> tuple[dict[int, Residents], dict[str, object]]:
    """Return residents by place, and the counts of the summary."""
    found: dict[int, Residents] = {}
    unmatched: list[LeftOut] = []
    rejected: list[LeftOut] = []
    for row in rows:
        key = key_of(row.values[column])
        place = known.get(key)
        if place is None:
            unmatched.append(LeftOut(line=row.line, reason=_("no place {key}").format(key=key)))
        elif place in found:
            said = _("{key} has an earlier row").format(key=key)
            rejected.append(LeftOut(line=row.line, reason=said))
        else:
            try:
                found[place] = residents(row.values, columns)
            except ValueError as wrong:
                rejected.append(LeftOut(line=row.line, reason=str(wrong)))
    return found, {
        "matched": len(found),
        "unmatched": tuple(unmatched),
        "rejected": tuple(rejected),
        "without": len(set(known.values())) - len(found),
    }


def _normal(known: Mapping[str, int]) -> dict[str, int]:
    return {key_of(key): place for key, place in known.items()}


def _no_layer(kind: Kind | None) -> NothingKnownError:
    return NothingKnownError(
        _("Import the places first:  coalition import places FILE --kind {kind}").format(
            kind=kind or Kind.TRACT
        )
    )
