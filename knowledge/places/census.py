"""Residents of places: figures of a census, under whatever name a file gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.errors import UsageError
from knowledge.words import _

#: Figures by the names that files give them, the likeliest first; compared without case. The
#: codes are tables of the American Community Survey and the redistricting file (PL 94-171).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "population": (
        "total_population", "population", "pop_total", "total_pop", "totalpop", "pop",
        "b01003_001e", "b01001_001e", "p1_001n",
    ),
    "median_household_income": (
        "median_household_income", "median_hh_income", "medhhinc", "median_income",
        "b19013_001e",
    ),
    "below_poverty": ("below_poverty", "poverty_count", "pop_poverty", "b17001_002e"),
    "black": ("black_alone", "pop_nh_black", "black", "b02001_003e", "b03002_004e", "p2_006n"),
    "white": ("white_alone", "pop_nh_white", "white", "b02001_002e", "b03002_003e", "p2_005n"),
    "asian": ("asian_alone", "pop_nh_asian", "asian", "b02001_005e", "b03002_006e", "p2_008n"),
    "hispanic": (
        "hispanic_latino", "pop_hispanic", "hispanic", "b03003_003e", "b03002_012e", "p2_002n",
    ),
}  # fmt: skip
#: What stands for "no figure"; the survey's own codes are all below zero.
_MISSING = frozenset(
    {"", "-", "--", "n", "na", "n/a", "nan", "null", "none", "x", "(x)", "*", "**"}
)
#: The largest figure a column holds.
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Residents:
    """Who lives in a place; None where the source has no figure.

    Attributes
    ----------
    median_household_income
        In the currency of the source. [a year]
    """

    population: int | None = None
    median_household_income: int | None = None
    below_poverty: int | None = None
    black: int | None = None
    white: int | None = None
    asian: int | None = None
    hispanic: int | None = None


def recognise(header: Sequence[str]) -> dict[str, str]:
    """Return which column holds each figure; figures that the file lacks are left out.

    Raises
    ------
    UsageError
        When it holds none.
    """
    known = {field.strip().casefold(): field for field in header}
    found = {
        figure: known[name]
        for figure, names in COLUMNS.items()
        if (name := next((name for name in names if name in known), None))
    }
    if not found:
        raise UsageError(
            _(
                "The file has no column that is known to hold residents, income or poverty. "
                "Rename one to, say, total_population. It has: {fields}."
            ).format(fields=", ".join(header))
        )
    return found


def residents(row: Mapping[str, str], columns: Mapping[str, str]) -> Residents:
    """Return the figures of a row.

    Raises
    ------
    ValueError
        When one is neither a number nor a known mark for none; it names the column.
    """
    return Residents(**{figure: _number(row, column) for figure, column in columns.items()})


def key_of(text: str) -> str:
    """Return a key without what spreadsheets and the census add: ".0", "1400000US"."""
    key = text.strip()
    head, us, tail = key.partition("US")
    if us and head.isdigit() and tail:
        key = tail
    whole, dot, rest = key.partition(".")
    return whole if dot and whole.isdigit() and not rest.strip("0") else key


def _number(row: Mapping[str, str], column: str) -> int | None:
    text = (row.get(column) or "").strip().casefold()
    if text in _MISSING:
        return None
    plain = text.replace(",", "").strip("$+ ")
    try:
        value = round(float(plain))
    except (ValueError, OverflowError):
        raise ValueError(_("{column} is not a number").format(column=column)) from None
    if value > _LARGEST:
        raise ValueError(_("{column} is too large").format(column=column))
    return value if value >= 0 else None
