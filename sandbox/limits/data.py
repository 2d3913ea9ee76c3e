"""Tables and charts."""

from typing import Any

from sandbox.limits.grammar import (
    Fault,
    Faults,
    Rule,
    by_type,
    flag,
    integer,
    number,
    one_of,
    positive,
    several,
    shape,
    string,
)
from sandbox.limits.objects import IDENTIFIER
from sandbox.limits.rich import RICH_TEXT

TYPE: dict[str, Rule] = {"type": string()}
ID: dict[str, Rule] = {"block_id": IDENTIFIER}
CHARACTERS = 10_000


def _rich_cell(given: Any, at: str) -> Faults:
    wrong = list(RICH_TEXT(given, at))
    yield from wrong
    if not wrong and not any(part["elements"] for part in given["elements"]):
        yield Fault("must be more than 0 characters", at)


def _regular(given: Any, at: str) -> Faults:
    for index, row in enumerate(given["rows"]):
        if len(row) != len(given["rows"][0]):
            yield Fault("every row must have as many cells as the first", f"{at}/rows/{index}")


def _brief(given: Any, at: str) -> Faults:
    if words(given["rows"]) > CHARACTERS:
        yield Fault(f"must be less than {CHARACTERS + 1} characters", f"{at}/rows")


def _header(given: Any, at: str) -> Faults:
    for index, cell in enumerate(given["rows"][0]):
        if cell["type"] == "rich_text":
            yield Fault("unsupported type: rich_text", f"{at}/rows/0/{index}/type")


def words(given: Any) -> int:
    """Return how many characters a person reads in something built of texts."""
    if isinstance(given, list):
        return sum(words(each) for each in given)
    if not isinstance(given, dict):
        return 0
    own = sum(len(held) for name, held in given.items() if name == "text" and type(held) is str)
    return own + sum(words(held) for held in given.values())


_RAW: dict[str, Rule] = {
    "raw_text": shape(TYPE | {"text": string(least=1)}),
    "raw_number": shape(TYPE | {"value": number, "text": string(least=1)}),
}
CELLS = several(by_type({**_RAW, "rich_text": _rich_cell}), 1, 20)


def _setting(given: Any, at: str) -> Faults:
    if given is not None:
        rule = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
        yield from rule(given, at)


TABLE = shape(
    TYPE | {"rows": several(CELLS, 1, 100)},
    ID | {"column_settings": several(_setting, 0, 20)},
    _regular,
    _brief,
)
DATA_TABLE = shape(
    TYPE | {"rows": several(CELLS, 2, 101), "caption": string(least=1)},
    ID | {"page_size": integer(1, 100), "row_header_column_index": integer(0, 19)},
    _regular,
    _brief,
    _header,
)

LABEL = string(20, least=1)
POINT = {"label": LABEL}
SERIES = shape(
    {
        "name": LABEL,
        "data": several(shape(POINT | {"value": number}), 1, 20),
    }
)
AXES = shape(
    {"categories": several(LABEL, 1, 20)},
    {"x_label": string(50), "y_label": string(50)},
)


def _matched(given: Any, at: str) -> Faults:
    """Expect series of different names, each with a point for every category."""
    names = [each["name"] for each in given["series"]]
    categories = given["axis_config"]["categories"]
    if len(set(names)) != len(names):
        yield Fault("series names must be unique", f"{at}/series")
    for index, each in enumerate(given["series"]):
        if sorted(point["label"] for point in each["data"]) != sorted(categories):
            yield Fault("labels must match the categories", f"{at}/series/{index}/data")


_AXIAL = shape(TYPE | {"series": several(SERIES, 1, 6), "axis_config": AXES}, None, _matched)
CHART = by_type(
    {
        "pie": shape(TYPE | {"segments": several(shape(POINT | {"value": positive}), 1, 6)}),
        "bar": _AXIAL,
        "line": _AXIAL,
        "area": _AXIAL,
    }
)
DATA_VISUALIZATION = shape(TYPE | {"title": string(50, least=1), "chart": CHART}, ID)
