"""An event's papers come to the direct messages of those named on its plan, and of nobody else."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from handlers.events import papers, sheets
from handlers.events.papers import Paper, Wanted
from knowledge.errors import RefusedError
from knowledge.events.conflict import Conflict
from knowledge.events.sharing import VEILED
from knowledge.events.visibility import Stage
from storage import events
from storage.events import conflicts
from tests.conftest import NOW
from tests.handlers import vigils


@pytest.fixture
def vigil(city, slack):
    return vigils.plan(city)


def filled(city, vigil, handle, names=None):
    return sheets.fill(city, vigils.known(city, handle), vigil, names or {})


def opens(city, vigil):
    """Open the vigil to the coalition's members."""
    with city.begin() as session:
        events.change(
            session, workspace=1, event=vigil, changed={"stage": Stage.MEMBERS.value}, by="p",
            now=NOW,
        )  # fmt: skip


def read(page):
    return " ".join(one.extract_text() for one in PdfReader(BytesIO(page)).pages)


def content(slack, sent):
    return slack.hub.state.journal.bytes_of(sent.id)


def files(slack):
    return list(slack.hub.state.files.values())


def test_paper_button_offers_what_there_is_and_the_plan_comes_as_a_page(slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event {vigil}", in_=grace.direct)
    offered = grace.clicks("Paper", in_=grace.direct)
    assert "Roster" in offered
    assert vigils.TITLE not in offered
    grace.clicks("Plan (PDF)", in_=grace.direct)

    (sent,) = files(slack)
    assert sent.name == "event-plan.pdf"
    assert content(slack, sent).startswith(b"%PDF")
    assert vigils.TITLE not in f"{sent.name} {sent.title}"


@pytest.mark.parametrize(
    "said",
    ["Roster", "Call list", "Emergency pages", "Announcements (English)",
     "Announcements (Spanish)", "Plan (PDF), with level"],
)  # fmt: skip
def test_every_paper_is_a_page_to_print(slack, vigil, said):
    grace = slack.person("Grace")
    grace.types(f"/event paper {vigil}", in_=grace.direct)
    grace.clicks(said, in_=grace.direct)
    (sent,) = files(slack)
    assert content(slack, sent).startswith(b"%PDF")


def test_of_several_events_it_is_asked_whose_paper(city, slack, vigil):
    vigils.plan(city, title="Another one")
    grace = slack.person("Grace")
    assert "Which event?" in grace.types("/event paper", in_=grace.direct)
    assert "What do you need on paper?" in grace.clicks("Paper", in_=grace.direct)


def test_calendar_file_of_a_closed_event_has_neither_title_nor_place(slack, vigil):
    grace = slack.person("Grace")
    grace.types("/event paper", in_=grace.direct)
    grace.clicks("Calendar file", in_=grace.direct)
    (sent,) = files(slack)
    assert sent.name == "event-calendar.ics"
    said = content(slack, sent).decode()
    assert vigils.TITLE not in said
    assert vigils.PLACE not in said


def test_text_of_a_closed_event_has_neither_title_nor_place(slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event paper {vigil}", in_=grace.direct)
    said = grace.clicks("Send as text", in_=grace.direct)
    assert "Danger: call 911 first." in said
    assert vigils.PLACE not in said


def test_action_plan_is_offered_from_250_people(city, slack):
    grace = slack.person("Grace")
    small, large = vigils.plan(city), vigils.plan(city, attendance=250)
    assert "Action plan" not in grace.types(f"/event paper {small}", in_=grace.direct)
    assert "Action plan" in grace.types(f"/event paper {large}", in_=grace.direct)
    grace.clicks("Action plan", in_=grace.direct)
    (sent,) = files(slack)
    assert sent.name == "event-action-plan.pdf"


@pytest.mark.parametrize("who", ["Lee", "Ana", "Samuel", "Walter"])
def test_closed_event_has_no_paper_for_who_is_not_named_on_it(slack, vigil, who):
    person = slack.person(who)
    said = person.types(f"/event paper {vigil}", in_=person.direct)
    missing = person.types("/event paper 99", in_=person.direct)
    assert said.splitlines()[-1] == missing.splitlines()[-1]
    assert not files(slack)


@pytest.mark.parametrize("handle", ["LEE", "SAMUEL"])
def test_open_event_is_printed_only_for_who_is_named_on_its_plan(city, vigil, handle):
    opens(city, vigil)
    with pytest.raises(RefusedError, match="Only those named"):
        filled(city, vigil, handle)


def test_only_the_event_lead_has_the_level_printed(city, slack, vigil):
    dana = slack.person("Dana")
    assert "with level" not in dana.types(f"/event paper {vigil}", in_=dana.direct)
    wanted = Wanted(event=vigil, paper=Paper.PLAN, level=True)
    pages = {
        handle: read(papers.made(filled(city, vigil, handle), wanted, now=NOW))
        for handle in ("GRACE", "DANA", "PRIYA")
    }
    assert "Planning level" in pages["GRACE"]
    assert "Planning level" not in pages["DANA"]
    assert "Planning level" not in pages["PRIYA"]


@pytest.mark.parametrize("level", list(Conflict))
def test_paper_is_the_same_for_all_and_does_not_move_with_what_outreach_answers(city, vigil, level):
    before = filled(city, vigil, "GRACE")
    with city.begin() as session:
        conflicts.record(session, workspace=1, event=vigil, level=level, by="p", now=NOW)
    sheets_ = [filled(city, vigil, one).sheet for one in ("GRACE", "MARCUS", "DANA")]
    assert sheets_[0] == sheets_[1] == sheets_[2]
    assert sheets_[0].tasks == before.sheet.tasks
    assert filled(city, vigil, "GRACE").level == before.level
    veiled = [one for one in sheets_[0].tasks if one.id in VEILED]
    assert veiled
    assert all(one.text == "An item of outreach" and not one.who for one in veiled)


def test_names_are_what_slack_says_and_a_blank_without_it(city, vigil):
    named = filled(city, vigil, "GRACE", {"U0PRIYA": "Priya Nair"}).sheet
    assert "Priya Nair" in {one.who for one in named.posts}
    assert {one.who for one in filled(city, vigil, "GRACE").sheet.posts} == {""}


def test_number_that_is_none_is_said(slack, vigil):
    grace = slack.person("Grace")
    assert "by its number" in grace.types("/event paper soon", in_=grace.direct)


def test_when_slack_takes_no_file_the_person_hears_of_it(slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event paper {vigil}", in_=grace.direct)
    slack.faults.fail("files.completeUploadExternal", "internal_error")
    assert "Something went wrong on my side" in grace.clicks("Roster", in_=grace.direct)
