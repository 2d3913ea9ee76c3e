"""What can be asked of an import of incidents, and what is told about it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.incidents.batch import Category

#: Called with what is being done, and how far it is (0 to 1) or None for a remark.
Progress = Callable[[str, float | None], None]


class ImportRequest(BaseModel):
    """One import; files named together are one import."""

    model_config = ConfigDict(frozen=True)

    files: tuple[Path, ...]
    #: A preset's name, or "auto" to recognise it by the header.
    preset: str = "auto"
    #: The column of a role, such as ``{"occurred_at": "When"}``.
    mapping: dict[str, str] = {}
    timezone: str | None = None
    category: Category | None = None
    #: What to call the publisher of files in the generic layout.
    source: str | None = None
    #: What to call the data set for people, where the preset's words do not fit.
    title: str | None = None
    attribution: str | None = None
    #: Whether the incidents are made up, which every answer then says.
    synthetic: bool = False
    dry_run: bool = False
    include_officer_involved: bool = False
    #: Take the file in although many of its rows are rejected.
    accept_rejected: bool = False
    #: Where rejected rows are listed; a name after the first file otherwise.
    report: Path | None = None
    workspace: str | None = None


class ImportSummary(BaseModel):
    """What an import did, or with ``dry_run`` would do.

    Attributes
    ----------
    rows
        Rows of the files, a table of people left out.
    new, updated
        Incidents that were not known, and known ones that changed.
    merged
        Rows that tell of an incident that another row tells of.
    rejected, excluded
        Rows that could not be taken in, those of a table of people too, and rows that the
        preset leaves out.
    unlocated, victims, fatal
        Incidents of the files without a place; people shot and killed in them.
    first, last
        The oldest and newest local day of the files' incidents.
    notes
        What else is worth saying.
    report
        Where the rejected rows are listed, if there are any.
    """

    model_config = ConfigDict(frozen=True)

    rows: int
    new: int
    updated: int
    merged: int
    rejected: int
    excluded: int
    unlocated: int
    victims: int
    fatal: int
    first: date | None
    last: date | None
    notes: tuple[str, ...] = ()
    report: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as what JSON can hold."""
        return self.model_dump(mode="json")
