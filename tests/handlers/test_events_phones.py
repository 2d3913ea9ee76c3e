"""The call list: each gives their own number, its people see it, and it goes on time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from handlers.aftermath import phones as going
from handlers.events import call_list, message, papers, phones, reading
from handlers.events.papers import Paper, Wanted
from handlers.events.request import Spot
from handlers.limits import fit_dialog
from handlers.readiness import changing
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.events.day import Entry, EntryKind
from knowledge.events.event import HELPER, State
from knowledge.events.kinds import EventRole
from knowledge.partners.partner import PartnerDraft
from knowledge.partners.sectors import Sector
from storage import events, partners
from storage.events import entries
from storage.events import phones as kept
from storage.tables import EventHand
from tests.conftest import NOW
from tests.handlers import vigils
from tests.handlers.rules import check_dialog
from tests.handlers.test_events_papers import filled, opens, read

PHONE, LINK = "(215) 555-0142", "tel:+12155550142"
ASKED = "Your number on the day"
DAY = timedelta(days=1)


@pytest.fixture
def vigil(city, slack):
    return vigils.plan(city)


def gives(city, vigil, handle, phone=PHONE):
    phones.give(city, vigils.known(city, handle), vigil, phone)


def given(city, vigil):
    with city.read() as session:
        return kept.given(session, workspace=1, event=vigil)


def paper(city, vigil, wanted, handle="PRIYA"):
    return read(
        papers.made(filled(city, vigil, handle), Wanted(event=vigil, paper=wanted), now=NOW)
    )


def numbers(city, vigil, handle):
    seen, found = phones.read(city, vigils.known(city, handle), vigil)
    return str(call_list.shown(seen, found, Spot(event=vigil)))


def moved(city, after):
    """Return the same tools some time later."""
    return replace(city, now=lambda: NOW + after)


def test_number_is_given_on_the_papers_and_a_tap_calls_it(city, slack, vigil):
    priya = slack.person("Priya")
    offered = priya.types(f"/event paper {vigil}", in_=priya.direct)
    assert "0 of 5 people have given a number" in offered
    assert "when you take it out" in priya.clicks("My number", in_=priya.direct)
    priya.fills(ASKED, "215 555 0142")
    shown = priya.submits()
    assert f"Kept: {PHONE}" in shown
    assert shown.index("911") < shown.index("Safety lead")
    assert "no number yet" in shown
    assert f"<{LINK}|{PHONE}>" in numbers(city, vigil, "GRACE")
    grace = slack.person("Grace")
    assert "1 of 5 people have given" in grace.types(f"/event paper {vigil}", in_=grace.direct)
    assert PHONE in grace.clicks("Numbers to call", in_=grace.direct)


def test_number_is_given_on_the_plan_too_and_taken_out(city, slack, vigil):
    gives(city, vigil, "GRACE")
    grace = slack.person("Grace")
    grace.types(f"/event {vigil}", in_=grace.direct)
    grace.clicks("My number", in_=grace.direct)
    assert PHONE in str(slack.calls("views.open")[-1])
    grace.fills(ASKED, "")
    assert "Your number is taken out." in grace.submits()
    assert given(city, vigil) == {}


@pytest.mark.parametrize("typed", ["911", "215-555-014", "call Priya", "<!channel>"])
def test_what_is_no_number_is_refused_at_its_field(city, slack, vigil, typed):
    priya = slack.person("Priya")
    priya.types(f"/event paper {vigil}", in_=priya.direct)
    priya.clicks("My number", in_=priya.direct)
    priya.fills(ASKED, typed)
    assert "with its area code" in priya.submits()
    assert given(city, vigil) == {}


def test_number_is_on_roster_call_list_action_plan_and_texts(city, slack, vigil):
    gives(city, vigil, "PRIYA")
    for one in (Paper.CALLS, Paper.ROSTER, Paper.ACTION):
        assert PHONE in paper(city, vigil, one)
    assert PHONE in str(papers.pasted(filled(city, vigil, "DANA")).blocks)
    for one in (Paper.PLAN, Paper.EMERGENCY, Paper.ENGLISH):
        assert "555-0142" not in paper(city, vigil, one)


def test_a_deputy_is_called_too(city, vigil):
    lee = vigils.known(city, "LEE").person
    with city.begin() as session:
        events.name_hand(
            session, workspace=1, event=vigil, role=EventRole.SAFETY_LEAD, person=lee,
            now=NOW + DAY,
        )  # fmt: skip
    gives(city, vigil, "LEE")
    said = paper(city, vigil, Paper.CALLS)
    assert "Safety lead, deputy" in said
    assert PHONE in said
    assert PHONE in paper(city, vigil, Paper.ROSTER)


def test_who_leads_and_has_no_number_is_named_with_a_blank(city, vigil):
    assert "No number yet: Event lead, Safety lead." in paper(city, vigil, Paper.CALLS)
    gives(city, vigil, "GRACE")
    assert "No number yet: Safety lead." in paper(city, vigil, Paper.CALLS)
    gives(city, vigil, "PRIYA")
    assert "No number yet" not in paper(city, vigil, Paper.CALLS)


def test_an_organisation_without_a_person_has_its_public_number(city, vigil):
    draft = PartnerDraft(
        "Harbor Clinic", Sector.HEALTHCARE, phone="215-555-0190", contact="Rafi, 215-555-0666"
    )
    with city.begin() as session:
        one = partners.add(session, workspace=1, draft=draft, by="p", now=NOW)
        events.name_hand(
            session, workspace=1, event=vigil, role=EventRole.MEDICAL_LEAD, partner=one.id, now=NOW
        )
    said = paper(city, vigil, Paper.CALLS)
    assert "Harbor Clinic" in said
    assert "215-555-0190" in said
    assert "<tel:+12155550190|215-555-0190>" in numbers(city, vigil, "DANA")
    assert "0666" not in said + numbers(city, vigil, "DANA")


@pytest.mark.parametrize("handle", ["LEE", "ANA", "SAMUEL", "WALTER"])
def test_numbers_of_a_closed_event_are_nobody_elses(city, vigil, handle):
    gives(city, vigil, "GRACE")
    with pytest.raises(NothingKnownError):
        numbers(city, vigil, handle)
    with pytest.raises(NothingKnownError):
        gives(city, vigil, handle)


@pytest.mark.parametrize("handle", ["LEE", "SAMUEL"])
def test_who_sees_an_open_event_without_being_on_its_plan_has_no_numbers(city, vigil, handle):
    gives(city, vigil, "GRACE")
    opens(city, vigil)
    with pytest.raises(RefusedError, match="named on this plan"):
        numbers(city, vigil, handle)
    with pytest.raises(RefusedError, match="named on this plan"):
        gives(city, vigil, handle)
    seen = reading.read(city, vigils.known(city, handle), vigil)
    assert "My number" not in str(message.plan(seen).blocks)


def test_police_liaison_taken_off_the_plan_has_neither_the_numbers_nor_their_own(city, vigil):
    gives(city, vigil, "DANA")
    dana = vigils.known(city, "DANA").person
    with city.begin() as session:
        events.remove_hand(
            session, workspace=1, event=vigil, role=EventRole.LAW_LIAISON, person=dana
        )
    opens(city, vigil)
    assert given(city, vigil) == {}
    with pytest.raises(RefusedError):
        numbers(city, vigil, "DANA")


def test_an_old_form_of_who_is_not_on_the_plan_any_more_keeps_nothing(city, slack, vigil):
    lee, them = slack.person("Lee"), vigils.known(city, "LEE").person
    on = {"workspace": 1, "event": vigil, "role": HELPER, "person": them}
    with city.begin() as session:
        events.name_hand(session, **on, now=NOW)
    lee.types(f"/event paper {vigil}", in_=lee.direct)
    lee.clicks("My number", in_=lee.direct)
    with city.begin() as session:
        events.remove_hand(session, **on)
    lee.fills(ASKED, PHONE)
    assert "There is no event of that number here" in lee.submits()
    assert given(city, vigil) == {}


def test_when_it_cannot_be_kept_the_person_hears_of_it(city, slack, vigil):
    priya = slack.person("Priya")
    priya.types(f"/event paper {vigil}", in_=priya.direct)
    priya.clicks("My number", in_=priya.direct)
    with city.begin() as session:
        session.execute(
            text(
                "CREATE TRIGGER no_number BEFORE UPDATE ON event_hands "
                "BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
        )
    priya.fills(ASKED, PHONE)
    assert "Something went wrong on my side" in priya.submits()


def test_numbers_go_14_days_after_the_end_and_the_people_stay(city, vigil):
    gives(city, vigil, "PRIYA")
    end = vigils.find(city, vigil).end - NOW
    going.take_out(moved(city, end + 14 * DAY - timedelta(minutes=1)), 1)
    assert given(city, vigil)
    going.take_out(moved(city, end + 14 * DAY), 1)
    assert given(city, vigil) == {}
    with city.read() as session:
        assert len(events.hands(session, workspace=1, event=vigil)) == 5


def test_numbers_go_however_long_nobody_looked(city, vigil):
    gives(city, vigil, "PRIYA")
    going.take_out(moved(city, 900 * DAY), 1)
    assert given(city, vigil) == {}


def test_the_14_days_begin_when_everybody_had_gone(city, vigil):
    gives(city, vigil, "PRIYA")
    end = vigils.find(city, vigil).end
    gone = Entry("e1", EntryKind.CLOSED, "p", end + timedelta(hours=3))
    with city.begin() as session:
        entries.write(session, workspace=1, event=vigil, entry=gone)
    going.take_out(moved(city, end - NOW + 14 * DAY), 1)
    assert given(city, vigil)
    going.take_out(moved(city, end - NOW + 14 * DAY + timedelta(hours=3)), 1)
    assert given(city, vigil) == {}


def test_numbers_of_a_cancelled_event_go_after_14_days(city, vigil):
    gives(city, vigil, "PRIYA")
    far = {"start": (NOW + 60 * DAY).isoformat(), "end": (NOW + 61 * DAY).isoformat()}
    with city.begin() as session:
        events.change(session, workspace=1, event=vigil, changed=far, by="p", now=NOW)
    changing.settle(city, vigils.known(city, "GRACE"), vigil, State.CANCELLED)
    going.take_out(moved(city, 14 * DAY - timedelta(minutes=1)), 1)
    assert given(city, vigil)
    going.take_out(moved(city, 14 * DAY), 1)
    assert given(city, vigil) == {}


def test_numbers_of_a_postponed_event_wait_for_its_day(city, vigil):
    gives(city, vigil, "PRIYA")
    changing.settle(city, vigils.known(city, "GRACE"), vigil, State.POSTPONED)
    going.take_out(moved(city, 15 * DAY), 1)
    assert given(city, vigil)
    going.take_out(moved(city, 25 * DAY), 1)
    assert given(city, vigil) == {}


def test_my_data_shows_the_number(city, slack, vigil):
    gives(city, vigil, "PRIYA")
    priya = slack.person("Priya")
    priya.types("mydata", in_=priya.direct)
    assert PHONE in priya.sees("What I hold about you", in_=priya.direct)


def test_a_plan_of_hundreds_fits(city, vigil):
    with city.begin() as session:
        session.add_all(
            EventHand(
                workspace_id=1, event_id=vigil, role=HELPER, person=f"{at:016x}", phone=PHONE,
                named_at=NOW,
            )
            for at in range(400)
        )  # fmt: skip
    seen, found = phones.read(city, vigils.known(city, "GRACE"), vigil)
    spot = Spot(event=vigil)
    check_dialog(fit_dialog(call_list.shown(seen, found, spot, note="x" * 100)))
    check_dialog(fit_dialog(call_list.form(seen, found, spot)))
