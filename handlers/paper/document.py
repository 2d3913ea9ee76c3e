"""What can stand on paper: plain values that know neither Slack nor how a page is drawn.

Every text is text: nothing in it is markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows; it never stands alone at the end of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; a line break in the text is one on paper."""

    text: str
    quiet: bool = False  # smaller, for what is good to know


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short points, numbered where their order matters."""

    points: tuple[str, ...]
    numbered: bool = False
    large: bool = False  # to be read at arm's length


@dataclass(frozen=True, slots=True)
class Item:
    """One line to tick, with who sees to it and by when."""

    text: str
    done: bool = False
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Boxes to tick with a pen."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, which are repeated on each page.

    Parameters
    ----------
    columns
        What stands over each column.
    rows
        Cells; a row may be shorter than the columns, never longer.
    widths
        How wide each column is compared with the others; empty for columns of one width.

    Raises
    ------
    ValueError
        When a row or the widths do not go with the columns.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) > len(self.columns) for row in self.rows):
            raise ValueError("A table needs a column for each cell.")
        if self.widths and (len(self.widths) != len(self.columns) or min(self.widths) <= 0):
            raise ValueError("A table needs a positive width for each column.")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a person looks for first: when, where, who to call."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Box:
    """Key facts in a frame, two beside each other."""

    facts: tuple[Fact, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG), and the same in words for who cannot see it."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Code:
    """A square code that a phone's camera reads, and what it leads to in words."""

    text: str
    caption: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page, with a large title where it has one of its own."""

    title: str = ""
    subtitle: str = ""


Part: TypeAlias = (
    Heading | Paragraph | Bullets | Checklist | Table | Box | Picture | Code | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed: a title, parts under each other, and a line at the foot of each page."""

    title: str
    subtitle: str = ""
    parts: tuple[Part, ...] = ()
    footer: str = ""
    language: str = "en"
