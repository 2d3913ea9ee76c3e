"""The layout of a publisher's files, declared in a small file, and how it is recognised."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.errors import UsageError
from knowledge.incidents.batch import Category
from knowledge.incidents.coordinates import Bounds
from knowledge.incidents.times import CLOCKS, MOMENTS
from knowledge.words import _

#: What a column can hold; each but ``x`` and ``y`` can be named with ``--map``.
ROLES = ("occurred_at", "date", "time", "lat", "lon", "number", "victims", "fatal", "x", "y")
MAPPABLE = ROLES[:-2]

#: Stands before the name of a column that decides which rows are kept, among the roles.
RULE = "rule:"


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Declared):
    """Rows to leave out, or to keep, by the values of a column (lower case)."""

    column: str
    values: frozenset[str]
    #: Whether the rows are officer-involved shootings, which can be asked for.
    officer_involved: bool = False


class People(_Declared):
    """A second table that says who was shot in the incidents of the first."""

    requires: tuple[str, ...]
    number: str
    fatal: str


class Preset(_Declared):
    """One layout of one publisher; ``verified`` once it has run on the publisher's own file."""

    name: str
    source: str
    title: str
    attribution: str
    licence: str
    verified: bool
    timezone: str | None
    category: Category
    row: Literal["victim", "incident"]
    requires: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    formats: dict[str, tuple[str, ...]]
    fatal: frozenset[str]
    leave_out: tuple[Rule, ...] = ()
    keep_only: tuple[Rule, ...] = ()
    people: People | None = None
    #: The reference system of the roles ``x`` and ``y``.
    projected: str | None = None
    #: Whether the publisher has latitude in the column of longitude, and the reverse.
    swapped: bool = False
    bounds: Bounds | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return every rule about which rows are kept."""
        return self.leave_out + self.keep_only

    def formats_of(self, role: str) -> tuple[str, ...]:
        """Return how a role's times may be written; any usual way where nothing is declared."""
        return self.formats.get(role) or (CLOCKS if role == "time" else MOMENTS)


def plain(name: str) -> str:
    """Return a column's name without what re-saved copies change: case, spaces, quotes."""
    return re.sub(r"[\s_\-]+", " ", name.strip(' \t\r\n"\ufeff')).strip().casefold()


def recognise(header: Iterable[str], presets: Sequence[Preset]) -> Preset | None:
    """Return the preset that demands most of a header and has it all; None where none fits.

    A preset's table of people counts as its own. The generic layout demands nothing, so it is
    taken only where when and where can both be found.
    """
    names = {plain(name) for name in header}
    fitting = [(_demands(preset, names), preset) for preset in presets]
    best = max(fitting, key=lambda found: found[0], default=None)
    if best is not None and best[0] > 0:
        return best[1]
    return next((one for one in presets if not one.requires and _self_evident(one, names)), None)


def holds_people(preset: Preset, header: Iterable[str]) -> bool:
    """Return whether a file is the preset's second table, rather than its incidents."""
    names = {plain(name) for name in header}
    people = preset.people
    return people is not None and _has(people.requires, names) and not _has(preset.requires, names)


def _demands(preset: Preset, names: set[str]) -> int:
    wanted = [preset.requires, preset.people.requires if preset.people else ()]
    return max(len(some) if _has(some, names) else 0 for some in wanted)


def _has(wanted: Iterable[str], names: set[str]) -> bool:
    return all(plain(name) in names for name in wanted)


def _self_evident(preset: Preset, names: set[str]) -> bool:
    roles = {role for role, some in preset.columns.items() if names & {plain(one) for one in some}}
    return bool(roles & {"occurred_at", "date"}) and {"lat", "lon"} <= roles


def assign(
    preset: Preset, header: Sequence[str], mapping: Mapping[str, str], file: str
) -> dict[str, int]:
    """Return where in a header each role's column is, as far as the file has it.

    Raises
    ------
    UsageError
        When a mapped column, or any column that says when, is missing.
    """
    places = {plain(name): place for place, name in reversed(list(enumerate(header)))}
    found = _by_preset(preset, places)
    for role, column in mapping.items():
        if plain(column) not in places:
            raise UsageError(
                _("{file} has no column “{column}”, which --map {role}= names.").format(
                    file=file, column=column, role=role
                )
            )
        found[role] = places[plain(column)]
    if "occurred_at" in mapping:
        found.pop("date", None)
        found.pop("time", None)
    elif "date" in mapping:
        found.pop("occurred_at", None)
    if not {"occurred_at", "date"} & set(found):
        raise UsageError(
            _(
                "{file} has no column that says when each incident happened: "
                "name it with --map occurred_at=COLUMN (or --map date=COLUMN --map time=COLUMN)."
            ).format(file=file)
        )
    return found


def _by_preset(preset: Preset, places: Mapping[str, int]) -> dict[str, int]:
    wanted = {**preset.columns, **{RULE + rule.column: (rule.column,) for rule in preset.rules}}
    found = {
        role: next((places[plain(name)] for name in names if plain(name) in places), None)
        for role, names in wanted.items()
    }
    return {role: place for role, place in found.items() if place is not None}
