"""The directory as a CSV file, out and in."""

import csv
import io
import json

import pytest

from knowledge.partners.partner import PartnerDraft
from knowledge.partners.sectors import Sector
from sandbox.page.acts import uploaded
from storage import audit, partners
from tests.handlers.test_find import CASA, fill

GOOD = "Name,Sector,Services,Phone\n" + "".join(
    f"{name},Faith,Food,215-555-01{at:02}\n"
    for at, name in enumerate(("Grace Chapel", "Zion Temple", "Beth Israel"))
)


def send(slack, person, content, name="partners.csv"):
    person.types("partners", in_=person.direct)
    person.clicks("CSV in", in_=person.direct)
    file = uploaded(slack.hub, person.person, name, content.encode())
    person.fills("The file", json.dumps(file.as_slack(base=slack.hub.base, usable=True)))
    return person.submits()


def export(slack, person):
    person.types("partners", in_=person.direct)
    person.clicks("CSV out", in_=person.direct)
    file = [one for one in slack.hub.state.files.values() if one.name == "partners.csv"][-1]
    return slack.hub.state.journal.bytes_of(file.id).decode("utf-8-sig")


def listed(tools):
    with tools.read() as session:
        return [one.name for one in partners.every(session, workspace=1)]


def acts(tools):
    with tools.read() as session:
        return [(one.act, one.about) for one in audit.entries(session, workspace=1)]


def test_file_is_looked_at_before_it_counts_then_added_and_undone(slack, city, lee):
    before = listed(city)
    seen = send(slack, lee, GOOD)

    assert "3 partners can be added." in seen
    assert listed(city) == before
    assert "Add 3 partners" in seen
    seen = lee.submits()
    assert "Added 3 partners from your file." in lee.sees("Added 3", in_=lee.direct)
    assert set(listed(city)) - set(before) == {"Grace Chapel", "Zion Temple", "Beth Israel"}
    assert acts(city) == [("partners.imported", "partners:3")]

    assert "3 partners are out of the directory again." in lee.clicks("Undo", in_=lee.direct)
    assert listed(city) == before


def test_rows_that_cannot_be_read_are_named_by_line_and_reason(slack, city, lee):
    bad = GOOD + "Hope,Nonsense,Food,\n" + f"Long,Faith,,{'9' * 60}\n"

    seen = send(slack, lee, bad)

    assert "2 rows cannot be read." in seen
    assert "Line 5: Sector: It is one of" in seen
    assert "Line 6: Phone: Shorten that to 40 letters." in seen


def test_too_long_a_referral_is_rejected_and_the_rest_goes_in(slack, city, lee):
    text = "Name,Sector,How to refer\nHope,Faith," + "word " * 600 + "\nZion,Faith,Call\n"

    seen = send(slack, lee, text)

    assert "Line 2: How to refer: Shorten that to 300 letters." in seen
    lee.submits()
    assert "Zion" in listed(city)
    assert "Hope" not in listed(city)


def test_rows_that_look_alike_are_left_out_unless_somebody_says_they_are_others(slack, city, lee):
    text = (
        "Name,Sector\nMercy Hospitals,Health care\nZion Temple,Faith\nMercy Hospital,Health care\n"
    )

    seen = send(slack, lee, text)
    assert "Line 2: Mercy Hospitals looks like Mercy Hospital" in seen
    assert "1 is there already and stays as it is." in seen
    lee.submits()
    assert "Added 1 partner" in lee.sees("Added 1", in_=lee.direct)

    send(slack, lee, "Name,Sector\nMercy Hospitals,Health care\n")
    lee.chooses("They are others: add all 1", of="What about these?")
    lee.submits()
    assert "Mercy Hospitals" in listed(city)


def test_file_without_the_columns_says_which_there_are(slack, lee):
    assert "at least Name and Sector" in send(slack, lee, "a,b\n1,2\n")


def test_file_of_another_type_is_refused_before_it_is_opened(slack, city, lee):
    lee.types("partners", in_=lee.direct)
    lee.clicks("CSV in", in_=lee.direct)
    field = lee.dialog.body["blocks"][1]["element"]

    assert field["filetypes"] == ["csv"]


def test_coordinator_gets_the_directory_with_contacts_and_it_is_audited(slack, city, ana):
    fill(city, CASA, PartnerDraft(name="=1+1 House", sector=Sector.YOUTH))

    rows = list(csv.DictReader(io.StringIO(export(slack, ana))))

    casa = next(row for row in rows if row["Name"] == "Casa Esperanza")
    assert casa["Contact"] == "Marisol, 215-555-0199"
    assert any(row["Name"] == "'=1+1 House" for row in rows)
    assert acts(city) == [("partners.exported", "contacts")]


def test_member_gets_the_directory_without_contacts(slack, city, lee):
    fill(city, CASA)

    said = export(slack, lee)

    assert "Casa Esperanza" in said
    assert "Marisol" not in said
    assert acts(city) == [("partners.exported", "")]


def test_what_was_exported_is_there_already_when_it_comes_back(slack, city, lee):
    fill(city, CASA)

    seen = send(slack, lee, export(slack, lee))

    assert "0 partners can be added." in seen
    assert "8 are there already" in seen


@pytest.mark.parametrize("press", ["CSV in"])
def test_visitor_cannot_press_what_a_member_left(slack, city, press):
    walter = slack.person("Walter")

    assert "You are a visitor here" in walter.types("partners", in_=walter.direct)
    walter.does_not_see(press)


def test_large_file_goes_in_and_out_whole(slack, city, lee):
    many = "Name,Sector\n" + "".join(f"Hall {n} {n}th Street,Faith\n" for n in range(1, 701))
    before = listed(city)

    send(slack, lee, many)
    lee.submits()
    assert len(listed(city)) == len(before) + 700
    lee.clicks("Undo", in_=lee.direct)

    assert listed(city) == before
