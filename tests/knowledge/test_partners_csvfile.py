import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import DataError
from knowledge.partners import csvfile
from knowledge.partners.hours import DAY, WEEK, Hours, merged
from knowledge.partners.hours_reading import read as hours
from knowledge.partners.languages import CODES
from knowledge.partners.partner import Capacity, Partner, PartnerDraft, tidy
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service

TODAY = date(2026, 3, 2)
ROW = "Bethel Pantry,Faith,Food"


def read(text, encoding="utf-8"):
    return csvfile.read(text.encode(encoding), today=TODAY)


words = st.text(max_size=60).map(tidy)
names = words.filter(lambda name: len(name) >= 2 and any(c.isalnum() for c in name))
places = words.map(lambda place: place.replace(";", "").strip()).filter(bool)
weeks = st.lists(
    st.tuples(st.integers(0, WEEK - 1), st.integers(1, DAY)).map(
        lambda each: (each[0], each[0] + each[1])
    ),
    max_size=6,
).map(lambda spans: Hours(merged(spans)))
partners = st.builds(
    Partner,
    id=st.just(1),
    name=names,
    sector=st.sampled_from(Sector),
    services=st.sets(st.sampled_from(Service)).map(lambda some: tuple(sorted(some))),
    hours=st.none() | weeks,
    languages=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
    places=st.lists(places, max_size=4, unique=True).map(tuple),
    walk_in=st.booleans(),
    capacity=st.sampled_from(Capacity),
    refer=words,
    phone=st.sampled_from(["", "+1 215-555-0142", "988", "(215) 555-0142 x3"]),
    address=words,
    contact=words,
    outreach=st.booleans(),
    confirmed_on=st.none() | st.dates(date(2020, 1, 1), TODAY),
    archived=st.just(False),
    version=st.just(1),
)


@given(st.lists(partners, max_size=3))
def test_directory_survives_the_way_out_and_in(listed):
    taken = read(csvfile.write(listed, contacts=True))

    assert not taken.rejected
    assert [row.draft for row in taken.rows] == [PartnerDraft.of(each) for each in listed]
    assert [row.confirmed_on for row in taken.rows] == [each.confirmed_on for each in listed]
    assert taken.unknown == 0


@given(st.lists(partners, max_size=2))
def test_no_cell_begins_like_a_formula(listed):
    cells = [cell for row in csv.reader(io.StringIO(csvfile.write(listed))) for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_contacts_and_archived_partners_stay_inside():
    kept = Partner(1, "Bethel", Sector.FAITH_FRATERNAL, contact="MARKED-CONTACT")

    out = csvfile.write([kept, replace(kept, id=2, name="Gone", archived=True)])

    assert "MARKED-CONTACT" not in out
    assert "Contact" not in out
    assert "Gone" not in out
    assert "MARKED-CONTACT" in csvfile.write([kept], contacts=True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Name,Sector,Services\n" + ROW, "utf-8-sig"),
        ("name;SECTOR;servicios\nBethel Pantry;Iglesia;Comida\n", "cp1252"),
        ("Organization\tType\tOffers\nBethel Pantry\tchurch\tfood bank\n", "utf-16"),
        ("Sector|Nombre|Notes|Servces\nfaith_fraternal|Bethel Pantry|x|Food\n", "utf-8"),
    ],
)
def test_headers_separators_and_encodings_of_spreadsheets_are_taken(text, encoding):
    taken = read(text, encoding)

    assert taken.rejected == ()
    (row,) = taken.rows
    assert row.line == 2
    assert row.draft == PartnerDraft(
        "Bethel Pantry", Sector.FAITH_FRATERNAL, services=(Service.FOOD,)
    )


def test_columns_nobody_knows_are_counted_and_left_alone():
    assert read("Name,Sector,Zodiac,Founded\nBethel,Faith,x,1999\n").unknown == 2


def test_every_column_is_read_as_people_write_it():
    taken = read(
        "Name,Sector,Services,Hours,Languages,Neighborhoods,Walk-ins,Availability,Referral,"
        "Telephone,Address,Contact person,Street outreach,Last checked\n"
        '"Casa, Inc",Nonprofit,"rent; comida",Mon-Fri 9-5,"English and Spanish",'
        '"Kensington, Tioga",Y,waiting list,Call,215-555-0142,1 Main St,Ana,no,2/12/2026\n'
    )

    assert taken.rejected == ()
    assert taken.rows[0].confirmed_on == date(2026, 2, 12)
    assert taken.rows[0].draft == PartnerDraft(
        "Casa, Inc",
        Sector.ISSUE_ORGS,
        services=(Service.HOUSING, Service.FOOD),
        hours=hours("Mon-Fri 9-5"),
        languages=("en", "es"),
        places=("Kensington", "Tioga"),
        walk_in=True,
        capacity=Capacity.WAITING_LIST,
        refer="Call",
        phone="215-555-0142",
        address="1 Main St",
        contact="Ana",
    )


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("Hours", "MARKED 9", "Hours: I could not read"),
        ("Phone", "MARKED", "Phone: That does not look"),
        ("Services", "Food; MARKED", "Services: Each is one of: Housing"),
        ("Languages", "MARKED", "Languages: I do not know"),
        ("Capacity", "MARKED", "Capacity: It is one of: Taking people now"),
        ("Walk-in", "MARKED", "Walk-in: Write yes or no"),
        ("Confirmed", "MARKED", "Confirmed: Write a day that is over"),
        ("Confirmed", "2026-03-03", "Confirmed: Write a day that is over"),
        ("How to refer", "MARKED" * 60, "How to refer: Shorten"),
    ],
)
def test_row_is_rejected_with_line_and_reason_but_never_quoted(header, cell, reason):
    taken = read(f'Name,Sector,{header}\nBethel,Faith,"{cell}"\n\nZion,Faith,\n')

    assert [row.draft.name for row in taken.rows] == ["Zion"]
    (rejected,) = taken.rejected
    assert rejected.line == 2
    assert rejected.reason.startswith(reason)
    assert "MARKED" not in rejected.reason


def test_line_of_a_row_counts_line_breaks_within_cells():
    taken = read('Name,Sector,How to refer\nBethel,Faith,"Call\nor write"\nZion,Zodiac,\n')

    assert taken.rows[0].draft.refer == "Call or write"
    assert [(each.line, each.reason[:21]) for each in taken.rejected] == [
        (4, "Sector: It is one of:")
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "at least Name and Sector"),
        (b"PK\x03\x04\x81\x8d", "at least Name and Sector"),
        (b"Name,Hours\nBethel,24/7\n", "at least Name and Sector"),
        (b'Name,Sector\n"Bethel,Faith\n', "quotation mark"),
        (b"\xff\xfea", "not text"),
        (b"Name,Sector\n" + b"Bethel,Faith\n" * 10_001, "Split the file"),
    ],
)
def test_file_that_is_no_directory_is_refused_as_a_whole(content, says):
    with pytest.raises(DataError, match=says):
        csvfile.read(content, today=TODAY)
