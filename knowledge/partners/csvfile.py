"""The directory as a CSV file, in and out."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from knowledge.errors import DataError
from knowledge.partners import cells
from knowledge.partners.lexicon import Lexicon
from knowledge.partners.partner import DraftError, Partner, PartnerDraft, tidy
from knowledge.words import _

#: The most rows taken in at once.
MOST_ROWS = 10_000
#: A cell that begins so is run as a formula by spreadsheets (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be taken in; ``line`` is where it begins in the file."""

    line: int
    draft: PartnerDraft
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot; the reason quotes nothing of it, since it may hold a person."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds.

    Attributes
    ----------
    unknown
        How many of its columns have a header that is not known here.
    """

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    unknown: int


#: Fields and their headers, in order.
_COLUMNS: Mapping[str, str] = {
    "name": "Name",
    "sector": "Sector",
    "services": "Services",
    "hours": "Hours",
    "languages": "Languages",
    "places": "Places served",
    "walk_in": "Walk-in",
    "capacity": "Capacity",
    "refer": "How to refer",
    "phone": "Phone",
    "address": "Address",
    "contact": "Contact",
    "outreach": "Street outreach",
    "confirmed_on": "Confirmed",
}


def titles(*, contacts: bool) -> dict[str, str]:
    """Return the columns in order: field and header."""
    return {
        field: _(header) for field, header in _COLUMNS.items() if contacts or field != "contact"
    }


def write(partners: Iterable[Partner], *, contacts: bool = False) -> str:
    """Return partners as CSV for a spreadsheet; archived ones are left out.

    Parameters
    ----------
    contacts
        Whether the column of contacts is in it, which is for coordinators only.
    """
    columns = titles(contacts=contacts)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(columns.values())
    for partner in partners:
        if not partner.archived:
            said = cells.of(partner)
            rows.writerow(_guarded(said[field]) for field in columns)
    return out.getvalue()


def read(content: bytes, *, today: date) -> Taken:
    """Read a directory from a file, with whatever separator a spreadsheet wrote.

    Columns are known by their headers, in any order; only name and sector are needed.

    Raises
    ------
    DataError
        When the file as a whole cannot be read.
    """
    text = _decoded(content)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    good: list[Row] = []
    bad: list[Rejected] = []
    try:
        header = next(rows, [])
        columns = _columns(header)
        end = rows.line_num
        for row in rows:
            line, end = end + 1, rows.line_num
            if len(good) + len(bad) >= MOST_ROWS:
                raise DataError(_too_many())
            if any(cell.strip() for cell in row):
                _sort_row(line, _by_field(columns, row), today, (good, bad))
    except csv.Error as error:
        raise DataError(
            _(
                "I could not read all of the file; a quotation mark may be open. "
                "Save it as CSV again."
            )
        ) from error
    known = len(columns)
    return Taken(tuple(good), tuple(bad), sum(bool(cell.strip()) for cell in header) - known)


def _too_many() -> str:
    return _("That is more than {most} rows. Split the file.").format(most=MOST_ROWS)


def _sort_row(
    line: int, said: Mapping[str, str], today: date, taken: tuple[list[Row], list[Rejected]]
) -> None:
    try:
        taken[0].append(_row(line, said, today))
    except DraftError as error:
        title = _(_COLUMNS[error.field])
        taken[1].append(Rejected(line, f"{title}: {error}"))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(_("The file is not text. Save it as CSV (UTF-8) and send it again."))


def _separator(text: str) -> str:
    header = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t|", key=header.count)


@lru_cache(maxsize=1)
def _headers() -> Lexicon[str]:
    words = {
        "name": ("organization", "organisation", "partner", "agency", "nombre", "organizacion"),
        "sector": ("type", "sector key", "category", "tipo"),
        "services": ("service", "offers", "needs", "servicios"),
        "hours": ("opening hours", "open", "schedule", "horario", "horas"),
        "languages": ("language", "idiomas", "idioma", "lenguas"),
        "places": ("place", "area", "areas", "neighborhood", "neighborhoods", "lugares", "barrio"),
        "walk_in": ("walkin", "walk ins", "sin cita"),
        "capacity": ("availability", "openings", "capacidad"),
        "refer": ("refer", "referral", "referrals", "how to refer someone", "como referir"),
        "phone": ("telephone", "tel", "phone number", "telefono"),
        "address": ("location", "street", "street address", "direccion"),
        "contact": ("contact person", "contact name", "contacto"),
        "outreach": ("does street outreach", "outreach"),
        "confirmed_on": ("confirmed on", "last confirmed", "last checked", "confirmado"),
    }
    columns = titles(contacts=True)
    return Lexicon.of({field: (title, field, *words[field]) for field, title in columns.items()})


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Return where each field stands; the first of two columns of a field counts."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(header):
        field = _headers().meaning(cell)
        if field is not None:
            columns.setdefault(field, at)
    if "name" not in columns or "sector" not in columns:
        raise DataError(
            _(
                "The first line must name the columns, at least Name and Sector. "
                "Known columns: {columns}."
            ).format(columns=", ".join(titles(contacts=True).values()))
        )
    return columns


def _by_field(columns: Mapping[str, int], row: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row; empty ones for columns that it or the file has not."""
    found = {field: row[at] for field, at in columns.items() if at < len(row)}
    return {field: tidy(_unguarded(found.get(field, ""))) for field in _COLUMNS}


def _row(line: int, said: Mapping[str, str], today: date) -> Row:
    draft = PartnerDraft(
        name=said["name"],
        sector=cells.read_sector(said["sector"]),
        services=cells.read_services(said["services"]),
        hours=cells.read_hours(said["hours"]),
        languages=cells.read_languages(said["languages"]),
        places=tuple(cells.parts(said["places"])),
        walk_in=cells.read_yes(said["walk_in"], "walk_in"),
        capacity=cells.read_capacity(said["capacity"]),
        refer=said["refer"],
        phone=said["phone"],
        address=said["address"],
        contact=said["contact"],
        outreach=cells.read_yes(said["outreach"], "outreach"),
    )
    return Row(line, draft, cells.read_day(said["confirmed_on"], today=today))


def _guarded(cell: str) -> str:
    """Keep a cell from being run: an apostrophe before it makes it text."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    guarded = cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA)
    return cell[1:] if guarded else cell
