"""Which property of a file holds a place's name, and which its key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.errors import UsageError
from knowledge.places.kinds import Kind
from knowledge.words import _

#: Where publishers put names, by kind, the likeliest first; compared without case.
_NAMES: Mapping[Kind, tuple[str, ...]] = {
    Kind.NEIGHBORHOOD: (
        "neighborhood", "neighbourhood", "ntaname", "mapname", "pri_neigh", "community",
        "nbhd_name", "neighborho", "listname", "name",
    ),
    Kind.DISTRICT: (
        "police_district", "precinct", "district", "dist_numc", "dist_num", "dist_name",
        "police_dis", "district_n", "beat", "name",
    ),
    Kind.ZIP: (
        "zip_code", "zipcode", "zip", "zcta5ce20", "zcta5ce10", "zcta5", "modzcta",
        "postal_code", "code", "name",
    ),
    Kind.TRACT: ("name", "name20", "name10", "ctlabel", "tractce", "geoid"),
    Kind.CITY: ("name", "city", "city_name", "municipality", "mun_name", "place_name", "county"),
    Kind.SITE: (
        "name", "site_name", "asset_name", "public_name", "park_name", "school_name",
        "facility", "facility_name", "branch_name", "label", "title",
    ),
}  # fmt: skip
#: Where publishers put what identifies a place in other files.
_KEYS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TRACT: ("geoid", "geoid20", "geoid10", "fips", "tractce"),
    Kind.NEIGHBORHOOD: ("geoid", "nta2020", "ntacode", "area_numbe"),
    Kind.ZIP: ("geoid", "geoid20", "geoid10"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The property of the name and that of the key; a ``fixed`` name where none holds it."""

    name: str | None
    key: str | None = None
    fixed: str = ""


def choose(
    rows: Sequence[Mapping[str, object]],
    kind: Kind,
    *,
    name: str | None = None,
    key: str | None = None,
    fixed: str = "",
) -> Columns:
    """Return the columns of a file: those that were named, else those that are plain.

    Parameters
    ----------
    rows
        The properties of each feature.
    name, key
        Properties that somebody named; compared without case.
    fixed
        What the one place of the file is called.

    Raises
    ------
    UsageError
        When a named property is not there, or none is plainly the name: it lists them.
    """
    known = {field.casefold(): field for row in rows for field in row}
    chosen_key = _named(key, known, "--key-field") if key else _first(_KEYS.get(kind, ()), known)
    if fixed:
        return Columns(None, chosen_key, fixed)
    if name:
        return Columns(_named(name, known, "--name-field"), chosen_key)
    guess = _first(_NAMES[kind], known) or _only_text(rows, known)
    if guess is None and kind is Kind.CITY and len(rows) == 1:
        return Columns(None, chosen_key, _("Whole city"))
    if guess is None:
        raise UsageError(
            _("Say which field holds the names with --name-field. The file has: {fields}.").format(
                fields=", ".join(known.values()) or _("none")
            )
        )
    return Columns(guess, chosen_key)


def text_of(value: object) -> str:
    """Return a property as clean text: one line, no needless ".0", "" for nothing."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    printable = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return " ".join(printable.split())


def _named(field: str, known: Mapping[str, str], option: str) -> str:
    found = known.get(field.casefold())
    if found is None:
        raise UsageError(
            _("{option} {field}: the file has no such field. It has: {fields}.").format(
                option=option, field=field, fields=", ".join(known.values()) or _("none")
            )
        )
    return found


def _first(wanted: Sequence[str], known: Mapping[str, str]) -> str | None:
    return next((known[field] for field in wanted if field in known), None)


def _only_text(rows: Sequence[Mapping[str, object]], known: Mapping[str, str]) -> str | None:
    """Return the one field whose values are words and differ from row to row."""
    distinct = [
        field
        for field in known.values()
        if all(isinstance(row.get(field), str) and _wordy(str(row[field])) for row in rows)
        and len({row[field] for row in rows}) == len(rows)
    ]
    return distinct[0] if len(distinct) == 1 else None


def _wordy(value: str) -> bool:
    return any(letter.isalpha() for letter in value)
