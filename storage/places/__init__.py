"""Places outside the process: files read, layers written, and what others ask of them."""

from storage.places.assigning import assign_layer, mark_exact
from storage.places.queries import (
    LayerInfo,
    PlaceOutline,
    area_layers,
    around,
    by_key,
    layers,
    names,
    outlines,
    study_cells,
)

__all__ = [
    "LayerInfo",
    "PlaceOutline",
    "area_layers",
    "around",
    "assign_layer",
    "by_key",
    "layers",
    "mark_exact",
    "names",
    "outlines",
    "study_cells",
]
