"""Importing places: geometry first, then one transaction that puts the layer in place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from handlers.places.request import PlacesRequest, PlacesSummary, Progress, Rejected
from handlers.toolbox import Toolbox
from knowledge.errors import DataError
from knowledge.places import cells
from knowledge.places.aliasing import with_aliases
from knowledge.places.columns import Columns, choose
from knowledge.places.drawing import draw
from knowledge.places.gathering import Area, Feature, Gathered, gather
from knowledge.places.kinds import Kind
from knowledge.places.measures import square_metres
from knowledge.words import _
from storage import places, workspaces
from storage.incidents import applying, sums
from storage.places import assigning, geojson, writing

#: The largest area that is taken in: a city, a county or a few, not a state. [km²]
MOST_GROUND = 50_000


class Refresh(Protocol):
    """What keeps the ranking true to the study area."""

    def __call__(self, tools: Toolbox, *, workspace: int) -> None:
        """Compute again what depends on the study area."""


@dataclass(frozen=True, slots=True)
class _Study:
    """The study area after an import, and when each layer it was computed from came in."""

    cells: NDArray[np.int64]
    seen: dict[int, datetime]


def import_places(
    tools: Toolbox,
    request: PlacesRequest,
    *,
    progress: Progress = lambda _what, _share: None,
    refresh: Refresh | None = None,
) -> PlacesSummary:
    """Put a file's places in the place of those of its kind, or say what that would do.

    Parameters
    ----------
    progress
        Told what is being done.
    refresh
        Called once the places are in, where they changed the ground.

    Raises
    ------
    DataError
        When the file cannot be taken in, or another import came between.
    UsageError
        When the name field has to be said, or an alias fits no place.
    """
    progress(_("Reading"), 0.0)
    features = geojson.read(request.file)
    columns = choose(
        [feature.properties for feature in features],
        request.kind,
        name=request.name_field,
        key=request.key_field,
        fixed=request.name,
    )
    gathered = gather(features, request.kind, columns)
    _check(gathered, features, request)
    gathered.places = with_aliases(gathered.places, request.aliases, request.kind)
    progress(_("Measuring places"), 0.2)
    new = _layer(gathered.places, request)
    workspace = _workspace(tools, request)
    study = _study(tools, workspace, request.kind, new)
    summary = _summary(request, features, gathered, columns).model_copy(
        update={"study_cells": len(study.cells)}
    )
    if request.dry_run:
        return summary
    progress(_("Writing"), 0.8)
    with tools.begin() as session:
        changed, files = _write(session, new, study, tools, workspace)
    if changed and refresh is not None and request.kind is not Kind.SITE:
        progress(_("Ranking places"), 0.9)
        refresh(tools, workspace=workspace)
    return summary.model_copy(update={"changed": changed, "approximate": files})


def _workspace(tools: Toolbox, request: PlacesRequest) -> int:
    """Return the workspace that is meant; a dry run creates none."""
    if request.dry_run:
        with tools.read() as session:
            return workspaces.looked_up(session, name=request.workspace).id
    with tools.begin() as session:
        return workspaces.only(session, now=tools.now(), name=request.workspace).id


def _check(gathered: Gathered, features: list[Feature], request: PlacesRequest) -> None:
    """Refuse a file that holds no places, or more ground than any coalition has."""
    if not gathered.places:
        first = gathered.refused[0]
        raise DataError(
            _(
                "None of the {count} features of {file} can be taken in. "
                "The first: feature {feature}, {reason}."
            ).format(
                count=len(features),
                file=request.file.name,
                feature=first.feature,
                reason=first.reason,
            )
        )
    shapes = np.array([place.shape for place in gathered.places], np.object_)
    ground = square_metres(shapes).sum() / 1e6
    if ground > MOST_GROUND:
        raise DataError(
            _(
                "{file} covers {ground:,.0f} km², more than a coalition's area. "
                "Keep only the places of your city or county, then import again."
            ).format(file=request.file.name, ground=ground)
        )


def _layer(found: list[Area], request: PlacesRequest) -> writing.NewLayer:
    areas = _shapes(found) if request.kind is not Kind.SITE else np.empty(0, np.object_)
    touched, most = cells.largest(areas)
    return writing.NewLayer(
        kind=request.kind,
        file=request.file.name,
        attribution=request.attribution,
        places=draw(found, request.kind),
        cells=touched,
        most=most,
    )


def _study(tools: Toolbox, workspace: int, kind: Kind, new: writing.NewLayer) -> _Study:
    """Return the cells at least half inside the city, else inside the union of all areas."""
    with tools.read() as session:
        seen = _seen(session, workspace)
        kept = {layer.kind for layer in places.layers(session, workspace=workspace)}
        unmoved = kind is Kind.SITE or (kind is not Kind.CITY and Kind.CITY in kept)
        if unmoved:
            return _Study(places.study_cells(session, workspace=workspace), seen)
        others = (
            []
            if kind is Kind.CITY
            else places.area_layers(session, workspace=workspace, leave_out=(kind,))
        )
    areas = [np.array([place.shape for place in new.places], np.object_)]
    areas += [layer.areas for layer in others]
    return _Study(cells.study_area(np.concatenate(areas)), seen)


def _write(
    session: Session, new: writing.NewLayer, study: _Study, tools: Toolbox, workspace: int
) -> tuple[bool, tuple[str, ...]]:
    """Put layer, study area, incidents' places and their sums in place; return what changed.

    One after another with imports of incidents, whose pieces must all be put aside.
    """
    applying.serialize(session)
    if _seen(session, workspace) != study.seen:
        raise DataError(
            _("Another import of places ended while this one ran. Nothing was changed: try again.")
        )
    layer, changed = writing.replace(session, new, workspace=workspace, now=tools.now())
    if not changed or new.kind is Kind.SITE:
        return changed, assigning.approximate(session, workspace=workspace, layer=layer)
    writing.keep_study_area(session, study.cells, workspace=workspace)
    files = places.assign_layer(session, workspace=workspace, layer=layer)
    sums.rebuild_places(session, workspace=workspace)
    return changed, files


def _seen(session: Session, workspace: int) -> dict[int, datetime]:
    return {layer.id: layer.imported_at for layer in places.layers(session, workspace=workspace)}


def _summary(
    request: PlacesRequest, features: list[Feature], gathered: Gathered, columns: Columns
) -> PlacesSummary:
    return PlacesSummary(
        kind=request.kind,
        file=request.file.name,
        features=len(features),
        places=len(gathered.places),
        mended=gathered.mended,
        merged=gathered.merged,
        rejected=tuple(
            Rejected(feature=each.feature, reason=each.reason) for each in gathered.refused
        ),
        name_field=columns.name,
        key_field=columns.key,
        changed=False,
        study_cells=0,
        approximate=(),
        dry_run=request.dry_run,
    )


def _shapes(found: list[Area]) -> NDArray[np.object_]:
    return np.array([place.shape for place in found], np.object_)
