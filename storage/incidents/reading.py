"""Incident files, whatever their layout, as batches of rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge.incidents import notes, rows
from knowledge.incidents.batch import Batch, Category, Rejection
from knowledge.incidents.coordinates import Bounds
from knowledge.incidents.notes import Note
from knowledge.incidents.people import Shot, persons, total
from knowledge.incidents.preset import Preset
from storage.incidents import choosing
from storage.incidents.choosing import Part
from storage.incidents.chunk import Chunk


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read, and how.

    Attributes
    ----------
    preset
        A preset's name, or "auto" to recognise it by the files' headers.
    mapping
        The column of a role, such as ``{"occurred_at": "When"}``; it wins over the preset's.
    timezone, workspace_timezone
        Used in this order where the preset names none.
    source
        What to call the publisher of files in the generic layout.
    area
        Where incidents are expected; None leaves it to the preset.
    today
        Local days after it are rejected.
    """

    files: tuple[Path, ...]
    today: date
    preset: str = "auto"
    mapping: dict[str, str] = field(default_factory=dict)
    timezone: str | None = None
    workspace_timezone: str | None = None
    category: Category | None = None
    source: str | None = None
    include_officer_involved: bool = False
    area: Bounds | None = None


@dataclass(slots=True)
class Tally:
    """How many rows of one file were read, and how many of them rejected."""

    file: Path
    rows: int = 0
    rejected: int = 0


class Reader:
    """Files that are being read; ``rejections``, ``excluded``, ``rows`` grow as they are.

    Attributes
    ----------
    preset
        The layout, with the ``source``, ``category`` and ``timezone`` that hold for this import.
    rejections
        The rows that were not taken in, file by file, those of tables of people first.
    tallies
        The rows of each file, a table of people too.
    excluded
        Rows left out by the preset's rules.
    rows
        Rows read, rejected and excluded ones included; a table of people is not counted.
    """

    def __init__(self, asked: Asked, preset: Preset, zone: ZoneInfo, parts: list[Part]) -> None:
        self.preset = preset
        self.zone = zone
        self.rejections: list[Rejection] = []
        self.tallies: list[Tally] = []
        self.excluded = 0
        self.rows = 0
        self._asked = asked
        self._people = [part for part in parts if part.people]
        self._incidents = [part for part in parts if not part.people]
        self._total = sum(part.file.stat().st_size for part in parts)
        self._done = 0
        self._read = 0
        self._counts: Counter[Note] = Counter()

    @property
    def timezone(self) -> str:
        """Return the name of the zone that local times are read in."""
        return self.zone.key

    @property
    def progress(self) -> tuple[int, int]:
        """Return how much has been read of how much [bytes]."""
        return self._done + self._read, self._total

    @property
    def notes(self) -> list[str]:
        """Return what is worth saying; complete once every batch has been taken."""
        said = notes.of_preset(self.preset)
        said += [
            notes.without_places(part.file.name) for part in self._incidents if not part.has_places
        ]
        if self.preset.people is not None and not self._people:
            said.append(notes.without_people())
        return said + notes.of_rows(self._counts)

    def batches(self) -> Iterator[Batch]:
        """Yield the rows that can be taken in, some 50,000 at a time; once."""
        shot = self._shot()
        layout = rows.Layout(
            preset=self.preset,
            zone=self.zone,
            today=self._asked.today,
            category=self.preset.category,
            area=self._asked.area,
            include_officer_involved=self._asked.include_officer_involved,
            shot=shot,
        )
        unmet = set() if shot is None else set(shot.index)
        for part in self._incidents:
            for batch in self._batches(part, layout):
                unmet.difference_update(batch.number)
                yield batch
        self._counts[Note.STRAY] += len(unmet)

    def _batches(self, part: Part, layout: rows.Layout) -> Iterator[Batch]:
        for chunk in self._chunks(part):
            read = rows.read(chunk.lines, chunk.frame, layout)
            self.rows += len(chunk)
            self.excluded += read.excluded
            self._counts += read.notes
            self._reject(read.rejected + chunk.broken)
            yield read.batch

    def _shot(self) -> Shot | None:
        if not self._people:
            return None
        parts = []
        for part in self._people:
            for chunk in self._chunks(part):
                read = persons(chunk.lines, chunk.frame, self.preset.fatal)
                self._reject(read.rejected + chunk.broken)
                parts.append(read.shot)
        return total(parts)

    def _chunks(self, part: Part) -> Iterator[Chunk]:
        self.tallies.append(Tally(part.file))
        for chunk in part.chunks():
            self._read = chunk.read
            self.tallies[-1].rows += len(chunk)
            yield chunk
        self._finish(part)

    def _reject(self, found: list[tuple[int, str]]) -> None:
        """Note rows of the file that is being read."""
        tally = self.tallies[-1]
        tally.rejected += len(found)
        name = tally.file.name
        self.rejections += [Rejection(name, line, reason) for line, reason in sorted(found)]

    def _finish(self, part: Part) -> None:
        self._done += part.file.stat().st_size
        self._read = 0


def open_files(asked: Asked) -> Reader:
    """Recognise the layout of files, and return what reads them.

    Raises
    ------
    DataError
        When a file cannot be read as it is.
    UsageError
        When its layout or time zone has to be said.
    """
    preset, parts = choosing.choose(asked.files, preset=asked.preset, mapping=asked.mapping)
    zone = choosing.zone_of(preset, asked.timezone, asked.workspace_timezone)
    settled = choosing.settle(
        preset, zone, mapping=asked.mapping, category=asked.category, source=asked.source
    )
    return Reader(asked, settled, zone, parts)
