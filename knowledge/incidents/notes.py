"""What is worth saying about a file that was read, beyond its counts."""

from collections.abc import Mapping
from enum import Enum, auto

from knowledge.incidents.preset import Preset
from knowledge.words import _, ngettext


class Note(Enum):
    """Something that was settled row by row."""

    TWICE = auto()
    NEVER = auto()
    ODD_TIME = auto()
    TURNED = auto()
    NOBODY = auto()
    STRAY = auto()


def of_rows(counts: Mapping[Note, int]) -> list[str]:
    """Return a sentence for each thing that happened at least once."""
    return [_sentence(note, counts[note]) for note in Note if counts.get(note)]


def _sentence(note: Note, n: int) -> str:
    said = {
        Note.TWICE: ngettext(
            "{n:,} time fell in the hour that the clock shows twice in autumn: read as the first.",
            "{n:,} times fell in the hour that the clock shows twice in autumn: read as the first.",
            n,
        ),
        Note.NEVER: ngettext(
            "{n:,} time fell in the hour that the clock skips in spring: moved forward.",
            "{n:,} times fell in the hour that the clock skips in spring: moved forward.",
            n,
        ),
        Note.ODD_TIME: ngettext(
            "{n:,} time of day could not be read: its day counts, its hour does not.",
            "{n:,} times of day could not be read: their days count, their hours do not.",
            n,
        ),
        Note.TURNED: ngettext(
            "{n:,} row had latitude and longitude swapped, as this publisher does: put right.",
            "{n:,} rows had latitude and longitude swapped, as this publisher does: put right.",
            n,
        ),
        Note.NOBODY: ngettext(
            "{n:,} incident has nobody in the table of people: counted as one person shot.",
            "{n:,} incidents have nobody in the table of people: counted as one person shot each.",
            n,
        ),
        Note.STRAY: ngettext(
            "{n:,} incident of the table of people is not in the incidents files: not counted.",
            "{n:,} incidents of the table of people are not in the incidents files: not counted.",
            n,
        ),
    }
    return said[note].format(n=n)


def of_preset(preset: Preset) -> list[str]:
    """Return what to know of a preset before trusting it."""
    if preset.verified:
        return []
    return [
        _(
            "Unverified: the preset {name} has never been run on the publisher's own file. "
            "Compare the counts below with what the publisher says."
        ).format(name=preset.name)
    ]


def without_places(file: str) -> str:
    """Return the note for a file that has no columns of coordinates."""
    return _(
        "{file} has no latitude and longitude columns: every row counts in totals, none is on the "
        "map. If it has them under other names, add --map lat=COLUMN --map lon=COLUMN."
    ).format(file=file)


def without_people() -> str:
    """Return the note for incidents whose table of people was not given."""
    return _(
        "Each incident counts as one person shot, none killed: who was shot is in the publisher's "
        "table of people. Name both files in one command to count people."
    )
