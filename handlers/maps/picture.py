"""A snapshot as a picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import h3.api.basic_int as h3
import numpy as np
import shapely
from PIL import Image

from handlers.maps import base, cells, frame, labels, style, words
from handlers.maps.view import View, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.maps.tiles import Tiles
    from knowledge.hotspots.snapshot import CellMark, Outline, Snapshot

_MARGIN, _MARGIN_ASKED = 34, 110  # [px]
_OVER_STREETS = 0.78  # how much of the street map a cell covers
_COLOURS = 192
_QUICK = 4  # zlib level


def draw(snapshot: Snapshot, *, tiles: Tiles | None = None) -> bytes | None:
    """Draw a snapshot as a PNG, or return None where there is nothing to put on a map.

    That is so before any place was imported: the answer is then numbers alone. The same
    snapshot always gives the same bytes.

    Parameters
    ----------
    tiles
        Where a street map for the background comes from; without it, or when it fails, the
        imported outlines are the background.
    """
    outlines = base.shown(snapshot.outlines)
    view = _view(outlines, snapshot.cells)
    if view is None:
        return None
    street = tiles.background(view) if tiles else None
    thanks = words.thanks(snapshot, tiles, drawn=street is not None)
    notes = frame.notes(words.data_date(snapshot), thanks)
    picture = Image.new("RGB", (style.WIDTH, frame.height(notes)), style.PAPER)
    panel = _panel(snapshot, outlines, view, street)
    if tiles and street:
        frame.streets(panel, tiles.attribution)
    picture.paste(panel, (0, style.HEADER))
    frame.head(picture, snapshot)
    top = style.HEADER + style.PANEL + 20
    frame.legend(picture, snapshot, top=top, width=cells.width_of(snapshot.cells, view))
    frame.foot(picture, notes, top=top + 116)
    return _png(picture, few_colours=street is None)


def _view(outlines: Sequence[Outline], marks: Sequence[CellMark]) -> View | None:
    """Return the view of what was asked for, else of everything there is."""
    asked = [outline.shape for outline in outlines if outline.asked]
    shapes = asked or [outline.shape for outline in outlines]
    if shapes:
        bounds = shapely.total_bounds(shapes).tolist()
    elif marks:
        latlon = np.array([h3.cell_to_latlng(mark.cell) for mark in marks])
        bounds = [*latlon.min(axis=0)[::-1].tolist(), *latlon.max(axis=0)[::-1].tolist()]
    else:
        return None
    whole = len(asked) in {0, len(outlines)}
    return fit(bounds, style.WIDTH, style.PANEL, margin=_MARGIN if whole else _MARGIN_ASKED)


def _panel(
    snapshot: Snapshot, outlines: Sequence[Outline], view: View, street: Image.Image | None
) -> Image.Image:
    ground = base.base(outlines, view)
    marks = cells.seen(snapshot.cells, view)
    under = street or ground.ground
    panel = under.copy()
    cells.colour(panel, marks, view)
    cells.edge(panel, marks, view)
    if street:
        panel = Image.blend(under, panel, _OVER_STREETS)
    panel.paste(style.BORDER, mask=ground.borders)
    cells.mark(panel, marks, view)
    if ground.elsewhere:
        panel.paste(style.AROUND, mask=ground.elsewhere)
    panel.paste(style.ASKED if ground.elsewhere else style.LIMITS, mask=ground.limits)
    labels.write(panel, _names(snapshot, outlines, marks, view))
    frame.scale_bar(panel, view)
    if snapshot.synthetic:
        frame.made_up(panel)
    return panel


def _names(
    snapshot: Snapshot, outlines: Sequence[Outline], marks: Sequence[CellMark], view: View
) -> list[labels.Label]:
    made_up = [frame.MADE_UP_BOX] if snapshot.synthetic else []
    return labels.place(
        outlines,
        view,
        leading=[place.name for place in snapshot.places],
        clear_of=cells.reach(marks, view),
        taken=[frame.SCALE_BOX, frame.STREETS_BOX, *made_up],
    )


def _png(picture: Image.Image, *, few_colours: bool) -> bytes:
    """Return the file; without a street map a palette makes it a third of the size."""
    file = io.BytesIO()
    if few_colours:
        picture = picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    picture.save(file, "PNG", compress_level=_QUICK)
    return file.getvalue()
