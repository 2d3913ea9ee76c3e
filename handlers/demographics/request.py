"""What can be asked of an import of demographics, and what is told about it."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.places.kinds import Kind


class DemographicsRequest(BaseModel):
    """One table of residents, to take the place of those of its layer.

    Attributes
    ----------
    kind, key_field
        The layer, and the column of its keys; the best fit where they are not said.
    origin
        Where the figures come from, such as "ACS 5-year 2023"; the file where not said.
    """

    model_config = ConfigDict(frozen=True)

    file: Path
    kind: Kind | None = None
    key_field: str | None = None
    origin: str = ""
    dry_run: bool = False
    workspace: str | None = None


class LeftOut(BaseModel):
    """A row that was left out, by its line, and why."""

    model_config = ConfigDict(frozen=True)

    line: int
    reason: str


class DemographicsSummary(BaseModel):
    """What an import of demographics did, or would do.

    Attributes
    ----------
    columns
        Which column held each figure.
    unmatched
        Rows whose key no place of the layer has.
    rejected
        Rows that could not be read, or whose place an earlier row had.
    without
        Places of the layer that have no row.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    file: str
    origin: str
    key_field: str
    columns: dict[str, str]
    rows: int
    matched: int
    unmatched: tuple[LeftOut, ...]
    rejected: tuple[LeftOut, ...]
    without: int
    dry_run: bool
