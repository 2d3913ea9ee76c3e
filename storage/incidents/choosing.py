"""Which layout files have, and which of their columns are needed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.errors import UsageError
from knowledge.incidents import preset as presets_known
from knowledge.incidents.batch import Category
from knowledge.incidents.preset import MAPPABLE, Preset, plain
from knowledge.words import _
from storage.incidents import geojson, presets, table
from storage.incidents.chunk import Chunk
from storage.opening import Form, form

GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an import: how it is laid out, and the columns to take from it."""

    file: Path
    form: Form
    header: list[str]
    columns: dict[str, int]
    #: Whether it is a preset's second table.
    people: bool

    @property
    def has_places(self) -> bool:
        """Return whether it has columns of coordinates."""
        return {"lat", "lon"} <= set(self.columns)

    def chunks(self) -> Iterator[Chunk]:
        """Yield its rows."""
        if self.form is Form.GEOJSON:
            return geojson.chunks(self.file, self.header, self.columns)
        return table.chunks(self.file, self.columns)


def choose(
    files: Sequence[Path], *, preset: str, mapping: Mapping[str, str]
) -> tuple[Preset, list[Part]]:
    """Return the layout that files share, and their parts in it.

    Raises
    ------
    UsageError
        When it is not known, not shared, or lacks a column.
    """
    _check(files, mapping)
    heads = [(file, kind := form(file), _header(file, kind)) for file in files]
    chosen = [_preset(file, kind, names, preset, mapping) for file, kind, names in heads]
    if len({one.name for one in chosen}) > 1:
        listed = ", ".join(
            f"{file.name}: {one.name}" for (file, *_rest), one in zip(heads, chosen, strict=True)
        )
        raise UsageError(
            _(
                "Files named in one command need one layout, but they are {listed}. "
                "Import them one command after another."
            ).format(listed=listed)
        )
    layout = chosen[0]
    parts = [_part(file, kind, names, layout, mapping) for file, kind, names in heads]
    if all(part.people for part in parts):
        raise UsageError(
            _(
                "These files tell who was shot, but not when or where. "
                "Name the publisher's incidents file in the same command."
            )
        )
    return layout, parts


def _check(files: Sequence[Path], mapping: Mapping[str, str]) -> None:
    if not files:
        raise UsageError(_("Say which file to import."))
    if len({file.resolve() for file in files}) < len(files):
        raise UsageError(_("A file is named twice, so its people would count twice."))
    for role in mapping:
        if role not in MAPPABLE:
            raise UsageError(
                _("--map knows no “{role}”. It knows: {known}.").format(
                    role=role, known=", ".join(MAPPABLE)
                )
            )


def _header(file: Path, kind: Form) -> list[str]:
    return geojson.header(file) if kind is Form.GEOJSON else table.header(file)


def _preset(
    file: Path, kind: Form, names: list[str], asked: str, mapping: Mapping[str, str]
) -> Preset:
    if asked != "auto":
        return _demanded(file, names, presets.named(asked), mapping)
    placed = [*names, "lat", "lon"] if kind is Form.GEOJSON else names
    found = presets_known.recognise(placed, presets.every())
    if found is not None:
        return found
    if mapping:
        return presets.named(GENERIC)
    known = ", ".join(one.name for one in presets.every())
    raise UsageError(
        _(
            "The layout of {file} is not known. Say which columns hold what: "
            "--map occurred_at=COLUMN --map lat=COLUMN --map lon=COLUMN "
            "(also {roles}), or name a preset: {known}."
        ).format(file=file.name, roles="date, time, number, victims, fatal", known=known)
    )


def _demanded(file: Path, names: list[str], preset: Preset, mapping: Mapping[str, str]) -> Preset:
    """Return the preset that was named, once the file has what it needs."""
    have = {plain(name) for name in names}
    missing = [name for name in preset.requires if plain(name) not in have]
    if missing and not mapping and not presets_known.holds_people(preset, names):
        raise UsageError(
            _(
                "{file} lacks columns that the preset {preset} needs: {missing}. "
                "Leave --preset out to have it recognised, or say with --map which columns "
                "hold what."
            ).format(file=file.name, preset=preset.name, missing=", ".join(missing))
        )
    return preset


def _part(
    file: Path, kind: Form, names: list[str], preset: Preset, mapping: Mapping[str, str]
) -> Part:
    people = preset.people
    if people is not None and presets_known.holds_people(preset, names):
        places = {plain(name): place for place, name in enumerate(names)}
        columns = {
            "number": places[plain(people.number)],
            "fatal": places[plain(people.fatal)],
        }
        return Part(file, kind, names, columns, people=True)
    if kind is Form.GEOJSON:
        mapping = {"lat": geojson.LAT, "lon": geojson.LON, **mapping}
    columns = presets_known.assign(preset, names, mapping, file.name)
    return Part(file, kind, names, columns, people=False)


def zone_of(preset: Preset, said: str | None, workspace: str | None) -> ZoneInfo:
    """Return the zone of a file's local times: the preset's, else that said, else the coalition's.

    Raises
    ------
    UsageError
        When there is none, or no zone of that name.
    """
    name = preset.timezone or said or workspace
    if name is None:
        raise UsageError(
            _("Say which time zone the times are in, such as --timezone America/New_York.")
        )
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise UsageError(
            _("There is no time zone “{name}”. One is America/New_York.").format(name=name)
        ) from None


def settle(
    preset: Preset,
    zone: ZoneInfo,
    *,
    mapping: Mapping[str, str],
    category: Category | None,
    source: str | None,
) -> Preset:
    """Return a preset with what holds for this import.

    A mapped column's times may be written in any usual way, not the publisher's alone.
    Files in the generic layout are taken to have one publisher for each category, unless said.

    Raises
    ------
    UsageError
        When a source is named that the preset already knows, or its name has other characters.
    """
    kind = category or preset.category
    formats = {role: forms for role, forms in preset.formats.items() if role not in mapping}
    update: dict[str, object] = {"timezone": zone.key, "category": kind, "formats": formats}
    if source is not None:
        if preset.name != GENERIC or not re.fullmatch(r"[a-z0-9][a-z0-9_\-]{0,60}", source):
            raise UsageError(
                _(
                    "--source names the publisher of files in the generic layout, "
                    "in small letters, digits and hyphens, such as springfield-police."
                )
            )
        update |= {"source": source, "title": source}
    elif preset.name == GENERIC:
        update["source"] = f"{GENERIC}-{kind.value}"
    return preset.model_copy(update=update)
