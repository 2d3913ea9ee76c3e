"""What can be asked of an import of places, and what is told about it."""

from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.errors import UsageError
from knowledge.places.kinds import Kind
from knowledge.words import _

#: Called with what is being done, and how far it is (0 to 1) or None for a remark.
Progress = Callable[[str, float | None], None]


class PlacesRequest(BaseModel):
    """One file of places of one kind, to take the place of those of that kind.

    Attributes
    ----------
    name
        What the one place of the file is called, where no field says so.
    aliases
        Pairs of an alias and the place it stands for.
    """

    model_config = ConfigDict(frozen=True)

    file: Path
    kind: Kind
    name_field: str | None = None
    key_field: str | None = None
    name: str = ""
    aliases: tuple[tuple[str, str], ...] = ()
    attribution: str = ""
    dry_run: bool = False
    workspace: str | None = None

    @staticmethod
    def alias(text: str) -> tuple[str, str]:
        """Return the pair that "Kenzo=Kensington" means.

        Raises
        ------
        UsageError
            When either side is missing.
        """
        alias, _equals, place = (part.strip() for part in text.partition("="))
        if not alias or not place:
            raise UsageError(
                _('--alias takes an alias, "=" and a place:  --alias "Kenzo=Kensington"')
            )
        return alias, place


class Rejected(BaseModel):
    """A feature that was left out, counted from 1, and why."""

    model_config = ConfigDict(frozen=True)

    feature: int
    reason: str


class PlacesSummary(BaseModel):
    """What an import of places did, or would do.

    Attributes
    ----------
    changed
        Whether the layer's ground differs from what was there.
    study_cells
        How many H3 cells the study area has afterwards.
    approximate
        Files of incidents to import again, to make this layer exact.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    file: str
    features: int
    places: int
    mended: int
    merged: int
    rejected: tuple[Rejected, ...]
    name_field: str | None
    key_field: str | None
    changed: bool
    study_cells: int
    approximate: tuple[str, ...]
    dry_run: bool
