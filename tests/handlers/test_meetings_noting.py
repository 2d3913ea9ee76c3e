"""Who came, by sector, and minutes whose lines become action items."""

from datetime import date, timedelta

import pytest

from handlers.meetings import service
from handlers.meetings.request import Called
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.meetings.kinds import Kind
from knowledge.partners.sectors import Sector
from storage import actions, audit, meetings, people
from tests.conftest import NOW
from tests.handlers.rules import check_dialog

DAY = timedelta(days=1)
NOTES = """Attending: twelve of us
- Lee: call the school by friday
- TODO print 200 cards
- Kensington: two incidents
We agreed to meet again."""


@pytest.fixture
def add(slack, city):
    def made(start=NOW - DAY, **more):
        asked = {"kind": Kind.WEEKLY_CALL, "title": "Weekly call", "minutes": 30, "by": "x"} | more
        with city.begin() as session:
            return meetings.add(session, workspace=1, start=start, now=NOW, **asked)

    return made


@pytest.fixture
def items(city):
    def found():
        with city.read() as session:
            return actions.every_open(session, workspace=1)

    return found


def notes(city, meeting):
    with city.read() as session:
        return meetings.notes(session, workspace=1, meeting=meeting.id)


def write(actor, text):
    actor.types("/coalition meetings past", in_=actor.direct)
    actor.clicks("Minutes…", in_=actor.direct)
    actor.fills("What was said and settled", text)
    return actor.submits()


def test_each_tap_counts_one_person_of_a_sector(ana, slack, city, add):
    made = add()
    ana.types("/coalition meetings past", in_=ana.direct)
    ana.clicks("Who came", in_=ana.direct)
    check_dialog(slack.calls("views.open")[-1]["view"])

    ana.clicks("Schools")
    ana.clicks("Schools · 1")
    seen = ana.clicks("Youth")

    assert "3 people of 2 sectors." in seen
    assert service.attendance(city, member(city), made.id)[1] == {
        Sector.SCHOOL: 2,
        Sector.YOUTH: 1,
    }


def test_one_too_many_is_taken_away(ana, city, add):
    made = add()
    ana.types("/coalition meetings past", in_=ana.direct)
    ana.clicks("Who came", in_=ana.direct)
    ana.clicks("Schools")

    assert "Each press now takes one person away." in ana.clicks("Take one away instead")
    ana.clicks("Schools · 1")

    assert service.attendance(city, member(city), made.id)[1] == {}


def test_minutes_become_items_that_are_looked_at_first(ana, slack, city, add, items, ids):
    made = add()

    write(ana, NOTES)

    assert "2 action items were found." in ana.screen
    assert "3 lines stay in the minutes as they are" in ana.screen
    assert "Kensington: two incidents" in ana.screen
    assert not items()
    check_dialog(slack.calls("views.update")[-1]["view"])

    ana.submits()
    first, second = items()
    assert (first.text, first.owner, first.due) == (
        "call the school",
        ids["LEE"],
        date(2026, 11, 27),
    )
    assert (second.text, second.owner) == ("print 200 cards", None)
    assert notes(city, made) == NOTES
    assert "2 action items noted" in ana.screen


def test_emptied_draft_is_left_out_and_an_owner_is_picked(ana, add, items, ids):
    add()
    write(ana, NOTES)

    ana.fills("1. Empty it to leave it out", "")
    ana.chooses("Grace", of="draft_owner_1")
    ana.submits()

    (item,) = items()
    assert (item.text, item.owner) == ("print 200 cards", ids["GRACE"])


def test_owner_without_a_seat_is_said_at_the_field_and_nothing_is_kept(ana, add, items):
    add()
    write(ana, NOTES)
    ana.chooses("Walter", of="draft_owner_1")

    assert "has no seat in the coalition yet" in ana.submits()
    assert not items()


def test_minutes_saved_again_offer_only_what_is_new(ana, add, items):
    add()
    write(ana, NOTES)
    ana.submits()

    write(ana, NOTES + "\n- Grace: bring food by monday")

    assert "1 action item was found." in ana.screen
    ana.submits()
    assert sorted(item.text for item in items()) == [
        "bring food",
        "call the school",
        "print 200 cards",
    ]


def test_minutes_without_items_are_saved_and_say_so(ana, city, add):
    made = add()

    write(ana, "We met.")

    assert "0 action items were found." in ana.screen
    assert notes(city, made) == "We met."


def test_second_writer_is_shown_what_changed(ana, city, add):
    made = add()
    ana.types("/coalition meetings past", in_=ana.direct)
    ana.clicks("Minutes…", in_=ana.direct)
    ana.fills("What was said and settled", "Mine.")
    service.write_minutes(city, member(city, "U0GRACE"), made.id, version=1, text="Theirs <x>.")

    seen = ana.submits()
    assert "@grace changed this while you had it open" in seen
    assert "Minutes: Theirs <x>." in seen
    assert notes(city, made) == "Theirs <x>."

    ana.submits()
    assert notes(city, made) == "Mine."


def test_member_reads_minutes_and_cannot_write_them(lee, ana, city, add):
    made = add()
    service.write_minutes(city, member(city), made.id, version=1, text="We met & ate.")
    lee.types("/coalition meetings past", in_=lee.direct)

    assert "We met & ate." in lee.clicks("Minutes", in_=lee.direct)
    assert "Minutes…" not in lee.screen


def test_reading_minutes_of_a_closed_meeting_is_on_the_audit(ana, city, add, ids):
    made = add(kind=Kind.STEERING)

    service.minutes(city, member(city), made.id)

    with city.read() as session:
        (entry,) = audit.entries(session, workspace=1)
    assert (entry.actor, entry.act, entry.about) == (
        ids["ANA"],
        "minutes.read",
        f"meeting:{made.id}",
    )


def test_slack_that_does_not_tell_names_leaves_owners_to_be_picked(ana, slack, add, items):
    add()
    slack.faults.fail("users.list", "internal_error")

    write(ana, NOTES)
    ana.submits()

    assert {item.owner for item in items()} == {None}


def member(city, user="U0ANA"):
    with city.read() as session:
        return people.member(session, workspace=1, slack_user=user)


@pytest.mark.parametrize("handle", ["LEE", "DANA"])
def test_who_called_a_closed_meeting_reads_it_unless_they_have_law_enforcement_duties(
    city, add, ids, handle
):
    review = add(kind=Kind.SHOOTING_REVIEW, title="Review", by=ids[handle])
    asks = member(city, f"U0{handle}")

    assert service.sees(asks, review) is (handle == "LEE")
    assert (review in service.listed(city, asks, past=True).meetings) is (handle == "LEE")
    if handle == "DANA":
        with pytest.raises(NothingKnownError):
            service.minutes(city, asks, review.id)


def test_minutes_of_a_closed_meeting_are_not_opened_by_calling_it_another_kind(city, add):
    debrief, ana = add(kind=Kind.DEBRIEF, title="Debrief", start=NOW + DAY), member(city)
    asked = Called(Kind.GENERAL, "Debrief", debrief.start, 30, "", "")
    debrief, _before = service.write_minutes(
        city, ana, debrief.id, version=debrief.version, text="How we are"
    )

    with pytest.raises(RefusedError, match="closed meeting"):
        service.edit(city, ana, debrief.id, version=debrief.version, called=asked)

    debrief, _before = service.write_minutes(
        city, ana, debrief.id, version=debrief.version, text=""
    )
    edited = service.edit(city, ana, debrief.id, version=debrief.version, called=asked)
    assert edited.kind is Kind.GENERAL
