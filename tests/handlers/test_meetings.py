"""Meetings through Slack: called, changed, called off, announced, reminded of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from handlers.deliveries import job as posting
from handlers.deliveries.posting import make_client
from handlers.meetings import agenda, service, telling
from handlers.meetings.request import Called
from knowledge.meetings.kinds import Kind
from storage import actions, meetings, people
from storage.tables import Delivery, MeetingRow, Workspace
from tests.conftest import NOW
from tests.handlers.examples import posts
from tests.handlers.rules import check_message

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def add(slack, city):
    def made(start=NOW + 3 * DAY, **more):
        asked = {"kind": Kind.WEEKLY_CALL, "title": "Weekly call", "minutes": 30, "by": "x"} | more
        with city.begin() as session:
            return meetings.add(session, workspace=1, start=start, now=NOW, **asked)

    return made


@pytest.fixture
def kept(city):
    def found():
        with city.read() as session:
            rows = session.query(MeetingRow).order_by(MeetingRow.id).all()
            return [meetings.find(session, workspace=1, meeting=row.id) for row in rows]

    return found


@pytest.fixture
def ticks(city, slack):
    """Post what was promised."""

    def tick(tools=city):
        client = make_client(slack.bot_token, slack.base_url)
        while posting.post_due(tools, {1: client}):
            pass

    return tick


def member(tools, user):
    with tools.read() as session:
        return people.member(session, workspace=1, slack_user=user)


def call_one(actor, **more):
    actor.types("/coalition meetings", in_=actor.direct)
    actor.clicks("New meeting", in_=actor.direct)
    for label, value in ({"Day": "2026-11-25", "Time": "10:00"} | more).items():
        actor.fills(label, value)
    return actor.submits()


def test_coordinator_calls_a_meeting_with_what_is_usual(ana, city, kept):
    with city.begin() as session:
        session.get_one(Workspace, 1).timezone = "America/New_York"

    seen = call_one(ana)

    (made,) = kept()
    assert (made.title, made.minutes) == ("Weekly coordination call", 30)
    assert made.start == datetime(2026, 11, 25, 15, tzinfo=UTC)
    assert "It has no channel yet, so nobody is reminded" in seen
    assert "Wed 25 Nov 2026, 10 am, 30 minutes" in seen


def test_kind_shows_its_usual_length_rhythm_and_who(ana, kept):
    ana.types("/coalition meetings", in_=ana.direct)
    ana.clicks("New meeting", in_=ana.direct)
    assert "Usually 30–45 minutes, every week." in ana.screen

    seen = ana.chooses("Coalition meeting", of="meetings.kind")
    assert "Usually 60 minutes, every month. All sectors." in seen
    ana.fills("Day", "2026-11-25")
    ana.fills("Time", "10:00")
    ana.submits()

    assert (kept()[0].kind, kept()[0].minutes) == (Kind.GENERAL, 60)


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Day", "2026-11-21", "That is in the past"),
        ("Minutes it takes", "1h", "Write the minutes as a number, such as 45."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(ana, kept, label, value, said):
    assert said in call_one(ana, **{label: value})
    assert not kept()


def test_new_meeting_can_be_taken_back(ana, kept):
    call_one(ana)

    ana.clicks("Undo", in_=ana.direct)

    assert kept()[0].cancelled


def test_member_sees_meetings_and_cannot_call_them(lee, add):
    add(where="Library")
    lee.types("/coalition meetings", in_=lee.direct)

    assert "Library" in lee.screen
    assert "New meeting" not in lee.screen


def test_visitor_is_refused(slack):
    seen = slack.person("Walter").types("/coalition meetings", in_=slack.channel("coalition"))

    assert "You are a visitor here" in seen


def test_what_is_not_understood_is_answered_with_what_works(lee, room):
    assert "Try /coalition meetings" in lee.types("/coalition meetings soon", in_=room)


def test_closed_meeting_is_listed_for_coordinators_only(ana, lee, slack, city, add):
    closed = add(kind=Kind.SHOOTING_REVIEW, title="Review of Tuesday")

    lee.types("/coalition meetings", in_=lee.direct)
    ana.types("/coalition meetings", in_=ana.direct)

    assert "Review of Tuesday" not in lee.screen
    assert "Review of Tuesday" in ana.screen
    assert posts(slack, ana.direct)[-1]["text"] == "You have 1 thing on your list"
    assert service.coming(city, 1, 5) == []
    assert service.sees(member(city, "U0LEE"), replace(closed, channel="C1"), channel="C1")


def test_past_meetings_are_paged(lee, add):
    for day in range(1, 8):
        add(NOW - day * DAY, title=f"Call {day}.")
    lee.types("/coalition meetings past", in_=lee.direct)
    assert "Call 1." in lee.screen
    assert "Call 7." not in lee.screen

    assert "Call 7." in lee.clicks("Next page")


def test_change_is_told_in_the_channel_and_old_reminders_are_not(ana, room, slack, add, ticks):
    add(channel=room.id)
    ana.types("/coalition meetings", in_=ana.direct)
    ana.clicks("Edit…", in_=ana.direct)
    ana.fills("Place or link", "Library")
    seen = ana.submits()
    ticks()

    assert "Saved:" in seen
    (told,) = posts(slack, room)
    check_message(told["text"], told["blocks"])
    assert "new time or place" in told["text"]


def test_called_off_is_asked_first_told_and_can_be_taken_back(ana, room, slack, add, kept, ticks):
    add(channel=room.id)
    ana.types("/coalition meetings", in_=ana.direct)
    assert "Its channel is told" in ana.clicks("Call off", in_=ana.direct)
    ana.confirms()
    ticks()
    assert kept()[0].cancelled
    assert "This meeting is off" in posts(slack, room)[-1]["text"]

    ana.clicks("Undo", in_=ana.direct)
    ticks()

    assert not kept()[0].cancelled
    assert "on after all" in posts(slack, room)[-1]["text"]


def test_second_editor_is_shown_what_changed(ana, city, add, kept):
    made = add()
    ana.types("/coalition meetings", in_=ana.direct)
    ana.clicks("Edit…", in_=ana.direct)
    other = Called(made.kind, "Weekly call", made.start, 30, "Church <hall>", "")
    service.edit(city, member(city, "U0GRACE"), made.id, version=1, called=other)

    ana.fills("Place or link", "Library")
    seen = ana.submits()
    assert "@grace changed this while you had it open" in seen
    assert "Place or link: Church <hall>" in seen
    assert kept()[0].where == "Church <hall>"

    ana.submits()
    assert kept()[0].where == "Library"


def test_edits_of_different_fields_go_together(ana, city, add, kept):
    made = add()
    ana.types("/coalition meetings", in_=ana.direct)
    ana.clicks("Edit…", in_=ana.direct)
    other = Called(made.kind, "Weekly call", made.start, 45, "", "")
    service.edit(city, member(city, "U0GRACE"), made.id, version=1, called=other)

    ana.fills("Place or link", "Library")
    ana.submits()

    assert (kept()[0].minutes, kept()[0].where) == (45, "Library")


def test_agenda_has_open_actions_and_incidents_since_the_last_meeting(city, lee, add):
    add(NOW - 30 * DAY)
    this = add()
    with city.begin() as session:
        ana = people.by_slack_user(session, workspace=1, slack_user="U0ANA").id
        actions.add(session, workspace=1, text="Call <the> school", by=ana, now=NOW, owner=ana)

    _meeting, lines = agenda.made(city, member(city, "U0LEE"), this.id)

    under = {one.title: one.details for one in lines}
    assert under["Open actions"] == ("Call &lt;the&gt; school (<@U0ANA>)",)
    assert "23 Oct" in under["New incidents"][0]
    assert "The data goes through" in under["New incidents"][0]
    assert under["Coming events"] == ()
    assert len(under["New incidents"]) > 1


def test_agenda_of_a_coalition_without_data_says_that_nothing_is_recorded(tools, workspace):
    with tools.begin() as session:
        this = meetings.add(
            session,
            workspace=workspace,
            kind=Kind.WEEKLY_CALL,
            title="Call",
            start=NOW + DAY,
            minutes=30,
            by="x",
            now=NOW,
        )
    with tools.read() as session:
        anybody = people.member(session, workspace=workspace, slack_user="U1")

    _meeting, lines = agenda.made(tools, anybody, this.id)

    assert lines[0].details == ("Nothing new is recorded.",)


def test_agenda_is_posted_where_everybody_may_see_it(ana, room, slack, add, kept):
    add()
    ana.types("/coalition meetings", in_=ana.direct)
    ana.clicks("Agenda", in_=ana.direct)
    assert "1. New incidents (8 minutes)" in ana.screen
    ana.chooses("hotspots", of="Post it in")
    seen = ana.submits()

    (post,) = posts(slack, room)
    check_message(post["text"], post["blocks"])
    assert post["text"].startswith("Agenda: Weekly call, Wed 25 Nov 2026")
    assert "The agenda is in" in seen
    assert kept()[0].channel == room.id


def test_agenda_goes_to_the_meetings_own_channel_by_one_press(ana, room, slack, add):
    add(channel=room.id)
    ana.types("/coalition meetings", in_=ana.direct)
    ana.clicks("Agenda", in_=ana.direct)

    ana.submits()

    assert len(posts(slack, room)) == 1


def test_agenda_is_not_posted_where_a_visitor_would_read_it(ana, slack, add, kept):
    add()
    ana.types("/coalition meetings", in_=ana.direct)
    ana.clicks("Agenda", in_=ana.direct)
    ana.chooses("coalition", of="Post it in")
    seen = ana.submits()

    assert "Not posted: of the" in seen
    assert not posts(slack, slack.channel("coalition"))
    assert kept()[0].channel == ""


def test_slack_that_does_not_take_the_agenda_is_said(ana, slack, room, add, kept):
    add()
    ana.types("/coalition meetings", in_=ana.direct)
    ana.clicks("Agenda", in_=ana.direct)
    ana.chooses("hotspots", of="Post it in")
    slack.faults.fail("chat.postMessage", "fatal_error")

    assert "Slack did not take it" in ana.submits()
    assert kept()[0].channel == ""


def test_called_off_is_told_wherever_the_agenda_stands(ana, room, slack, city, add, ticks):
    outreach = slack.channel("outreach")
    made = add(channel=room.id)
    service.announce(city, member(city, "U0ANA"), made.id, channel=outreach.id)

    service.cancel(city, member(city, "U0ANA"), made.id)
    ticks()

    assert posts(slack, room)
    assert posts(slack, outreach)


@pytest.mark.parametrize(
    ("ahead", "reminders"),
    [(25 * HOUR, 1), (23 * HOUR, 1), (2 * HOUR, 1), (HOUR / 2, 0), (5 * HOUR, 0), (3 * DAY, 0)],
)
def test_channel_is_reminded_a_day_and_an_hour_before(city, room, add, ahead, reminders):
    add(NOW + ahead, channel=room.id)

    telling.remind(city, 1)
    telling.remind(city, 1)

    with city.read() as session:
        assert session.query(Delivery).count() == reminders


def test_reminder_of_a_meeting_that_moved_is_taken_back(city, room, slack, add, ticks):
    made = add(NOW + 25 * HOUR, channel=room.id)
    telling.remind(city, 1)

    service.cancel(city, member(city, "U0ANA"), made.id)
    ticks(replace(city, now=lambda: NOW + 2 * HOUR))

    (told,) = posts(slack, room)
    assert "This meeting is off" in told["text"]


def test_reminder_of_a_closed_meeting_says_nothing_on_a_lock_screen(city, room, slack, add, ticks):
    add(NOW + 24 * HOUR, channel=room.id, kind=Kind.DEBRIEF, title="Debrief after Tuesday")

    telling.remind(city, 1)
    ticks()

    (post,) = posts(slack, room)
    assert post["text"] == "You have 1 thing on your list"


def test_meeting_goes_into_a_calendar(lee, slack, add):
    add(where="Library")
    lee.types("/coalition meetings", in_=lee.direct)

    lee.clicks("For my calendar", in_=lee.direct)

    (file,) = slack.hub.state.files.values()
    (event,) = Calendar.from_ical(slack.hub.state.journal.bytes_of(file.id)).events
    assert event["SUMMARY"] == "Weekly call"
    assert event["DTSTART"].dt == NOW + 3 * DAY
