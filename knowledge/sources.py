"""Where the reviewed texts come from, by the id that they name."""

from functools import cache
from typing import Annotated

from pydantic import Field

from knowledge import sheets
from knowledge.sheets import Declared, Line, Source


class Cited(Declared):
    """A publication: what it is called, who published it, and when."""

    id: Source
    title: Line
    org: Line
    year: Annotated[str, Field(min_length=2, max_length=40)]


@cache
def sources() -> dict[str, Cited]:
    """Return every source by its id."""
    found = (Cited.model_validate(one) for one in sheets.read("knowledge", "sources.yaml"))
    return {one.id: one for one in found}


def said(named: str) -> str:
    """Say a source: its title, who published it, and when; the id alone where it is not known."""
    found = sources().get(named)
    return f"{found.title} ({found.org}, {found.year})" if found else named
