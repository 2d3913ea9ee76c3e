"""Partners outside the process: kept, searched, edited with others, and who sits for them."""

from storage.partners.candidates import Index, index, names, places
from storage.partners.queries import (
    by_id,
    count,
    covered,
    every,
    listed,
    page,
    seated,
    several,
    stale,
)
from storage.partners.table import attended, by_sector, listed_by_sector
from storage.partners.writing import (
    add,
    add_all,
    add_organisation,
    archive,
    change,
    confirm,
    undo,
    withdraw_import,
)

__all__ = [
    "Index",
    "add",
    "add_all",
    "add_organisation",
    "archive",
    "attended",
    "by_id",
    "by_sector",
    "change",
    "confirm",
    "count",
    "covered",
    "every",
    "index",
    "listed",
    "listed_by_sector",
    "names",
    "page",
    "places",
    "seated",
    "several",
    "stale",
    "undo",
    "withdraw_import",
]
