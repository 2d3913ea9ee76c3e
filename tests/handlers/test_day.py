"""The day of an event through Slack: a police liaison, strangers, a blocked database, retries."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from handlers.day import job
from handlers.day.known import KNOWN
from handlers.deliveries import job as posting
from handlers.deliveries.posting import make_client
from handlers.listeners import build_app
from knowledge.events.day import EntryKind
from knowledge.events.event import Stage
from knowledge.events.kinds import EventRole, EventType
from knowledge.events.profile import Profile
from sandbox.testing import InlineExecutor, inline
from storage import events, people
from storage.events import entries
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message

TITLE = "Vigil at the corner store"


@pytest.fixture
def event(city, ids):
    """A closed vigil in two hours: led by Priya; Lee is safety lead, Dana police liaison."""
    profile = Profile(EventType.VIGIL, NOW + timedelta(hours=2), attendance=100)
    with city.begin() as session:
        made = events.add(
            session, workspace=1, profile=profile, by=ids["PRIYA"], now=NOW, title=TITLE
        )
        for role, who in (
            (EventRole.SAFETY_LEAD, "LEE"),
            (EventRole.LAW_LIAISON, "DANA"),
            (EventRole.CROWD_LEAD, "ROSA"),
        ):
            events.name_hand(
                session, workspace=1, event=made.id, role=role, person=ids[who], now=NOW
            )
        address = {"address": "120 Main St, the park gate"}
        return events.change(
            session, workspace=1, event=made.id, changed=address, by=ids["PRIYA"], now=NOW
        )


@pytest.fixture
def log(city, event):
    def found(*kinds):
        with city.read() as session:
            return entries.load(session, workspace=1, event=event.id, kinds=kinds)

    return found


@pytest.fixture
def priya(slack, event):
    actor = slack.person("Priya")
    actor.types("/event day", in_=actor.direct)
    return actor


@pytest.fixture
def ticks(city, slack):
    def tick():
        client = make_client(slack.bot_token, slack.base_url)
        while posting.post_due(city, {1: client}):
            pass

    return tick


@pytest.fixture(autouse=True)
def nobody_saw_anything():
    KNOWN._seen.clear()


@pytest.fixture
def blocked(city):
    """Hold the write lock, as a long import would."""
    holders = []

    def block():
        holder = city.begin()
        session = holder.__enter__()
        session.connection()
        holders.append(holder)

    def free():
        while holders:
            holders.pop().__exit__(None, None, None)

    yield block, free
    free()


def test_screen_says_first_that_it_is_never_the_alarm(priya):
    seen = priya.screen

    assert "This is never the alarm" in seen
    assert seen.index("never the alarm") < seen.index("Roll call")
    assert "Read out: 120 Main St, the park gate" in seen
    for page in ("A fight", "Shots", "Fire", "child", "Lightning, storm"):
        assert page.lower() in seen.lower()


def test_screen_fits_slack(slack, priya):
    for sent in slack.calls("chat.postMessage"):
        check_message(sent["text"], sent.get("blocks") or [])


def test_lock_screen_shows_nothing_of_a_closed_event(slack, priya):
    priya.clicks("Event stopped", in_=priya.direct)

    sent = [*slack.calls("chat.postMessage"), *slack.calls("chat.update")]
    assert not [one for one in sent if TITLE in one["text"] or "stop" in one["text"].lower()]


def test_button_is_recorded_and_said_so_with_the_time(priya, log):
    seen = priya.clicks("Event stopped", in_=priya.direct)

    assert "Recorded 12:00. Event stopped" in priya.screen, seen
    assert [(one.kind, one.text) for one in log()] == [(EntryKind.QUICK, "stopped")]


def test_same_button_of_an_old_screen_is_not_doubled_and_says_so(slack, priya, log):
    slack.faults.fail("chat.update", "internal_error")
    priya.clicks("Lightning or thunder", in_=priya.direct)
    priya.clicks("Lightning or thunder", in_=priya.direct)

    assert len(log()) == 1
    assert "already" in priya.screen


def test_new_screen_takes_the_same_button_as_another_line(priya, log):
    priya.clicks("Lightning or thunder", in_=priya.direct)
    priya.clicks("Lightning or thunder", in_=priya.direct)

    assert len(log(EntryKind.FLASH)) == 2
    assert "everybody stays inside until 12:30" in priya.screen


def test_line_is_written_from_the_dialog(priya, log):
    priya.clicks("Write a line", in_=priya.direct)
    priya.fills("What happened", "gate two is open again")
    priya.submits()

    assert [one.text for one in log()] == ["gate two is open again"]
    assert "Recorded 12:00" in priya.screen


def test_line_is_written_as_it_is_typed(priya, log):
    priya.types("/event day gate two is closed", in_=priya.direct)

    assert [one.text for one in log()] == ["gate two is closed"]


def test_number_alone_shows_that_event_and_is_no_line(priya, event, log):
    seen = priya.types(f"/event day {event.id}", in_=priya.direct)

    assert TITLE in seen
    assert log() == []
    assert "You are not named" in priya.types("/event day 4711", in_=priya.direct)


def test_number_of_a_closed_event_is_told_nobody_else(slack, event):
    ana = slack.person("Ana")

    seen = ana.types(f"/event day {event.id}", in_=ana.direct)

    assert "You are not named" in seen
    assert TITLE not in ana.screen


def test_nothing_is_refused_and_doubtful_words_are_for_the_safety_lead_alone(slack, priya, log):
    priya.types("/event day the fight was begun by Terrence Hobbs", in_=priya.direct)

    assert "Hobbs" in log()[0].text
    assert "hidden for all but the safety lead" in priya.screen
    lee, dana = slack.person("Lee"), slack.person("Dana")
    assert "Terrence Hobbs" in lee.types("/event day", in_=lee.direct)
    dana.types("/event day", in_=dana.direct)
    assert "the fight was begun by" in dana.screen
    assert "Hobbs" not in dana.screen


def test_doubtful_words_are_gone_once_everybody_has_left(slack, priya, log, city, event):
    priya.types("/event day the fight was begun by Terrence Hobbs", in_=priya.direct)
    priya.types("/event day", in_=priya.direct)
    priya.clicks("Everybody has gone", in_=priya.direct)
    priya.confirms()

    assert not [one for one in log() if "Hobbs" in one.text or one.doubtful]
    lee = slack.person("Lee")
    lee.types("/event day", in_=lee.direct)
    assert "Hobbs" not in lee.screen
    assert "Everybody had gone at 12:00" in lee.screen
    lee.types("/event day it was Terrence Hobbs again", in_=lee.direct)
    assert not [one for one in log() if "Hobbs" in one.text]


def test_count_says_the_rule_that_holds(priya, log):
    priya.clicks("Count", in_=priya.direct)
    priya.fills("How many people are there now", "92")
    priya.submits()

    assert "92 of the 100 people expected (92 %)" in priya.screen
    assert "stop the entry now" in priya.screen
    assert "Count again by 12:15" in priya.screen


def test_once_everybody_has_gone_nobody_is_asked_to_count(priya, log):
    priya.clicks("Count", in_=priya.direct)
    priya.fills("How many people are there now", "92")
    priya.submits()
    priya.clicks("Everybody has gone", in_=priya.direct)
    priya.confirms()
    shown = priya.types("/event day", in_=priya.direct)

    assert "92 of the 100 people expected (92 %) at 12:00." in shown
    assert "Count again" not in shown
    assert "stop the entry now" not in shown


def test_count_keeps_what_the_place_holds(priya, log):
    priya.clicks("Count", in_=priya.direct)
    priya.fills("How many people are there now", "60")
    priya.fills("How many may be here at most", "80")
    priya.submits()

    assert "60 of 80 people (75 %)" in priya.screen
    assert {one.kind for one in log()} == {EntryKind.COUNT, EntryKind.CAPACITY}


def test_what_is_no_number_is_said_at_the_field_and_nothing_is_lost(priya, log):
    priya.clicks("Count", in_=priya.direct)
    priya.fills("How many people are there now", "lots")

    assert "Enter a number" in priya.submits()
    assert log() == []


def test_roll_call_says_who_is_here_and_who_is_not(priya, log):
    priya.clicks("Roll call", in_=priya.direct)
    priya.chooses(["@priya (Event lead)", "@rosa (Crowd lead)"], of="Tick who is here")
    priya.submits()

    assert "2 of 4 are here" in priya.screen
    assert "@lee (Safety lead)" in priya.screen
    assert len(log(EntryKind.HERE)) == 2


def test_emergency_page_says_911_first_with_the_address(priya, slack):
    priya.clicks("A fight", in_=priya.direct)

    seen = priya.screen
    assert "Call 911" in seen
    assert "The address is 120 Main St, the park gate" in seen
    assert "This is not an alarm" in seen
    for opened in slack.calls("views.open"):
        check_dialog(opened["view"])
        assert "tel:911" in str(opened["view"])


@pytest.mark.parametrize("name", ["Walter", "Grace", "Marcus", "Ana"])
def test_who_is_not_on_the_plan_is_told_the_same_as_if_there_were_none(slack, event, name):
    other = slack.person(name)

    seen = other.types("/event day", in_=other.direct)

    assert "You are not named on the plan of an event in these hours" in seen
    assert TITLE not in other.screen


def test_before_its_day_the_screen_can_be_looked_at_by_who_is_on_the_plan(slack, city, ids):
    profile = Profile(EventType.MARCH, NOW + timedelta(days=3))
    with city.begin() as session:
        events.add(
            session, workspace=1, profile=profile, by=ids["GRACE"], now=NOW, title="To the river",
            stage=Stage.MEMBERS,
        )  # fmt: skip
    grace, lee = slack.person("Grace"), slack.person("Lee")

    seen = grace.types("/event day", in_=grace.direct)
    assert "You can look at a day before it comes" in seen
    assert "To the river\nWed 25 Nov 2026, noon" in seen
    grace.clicks("Open", in_=grace.direct)
    grace.sees("This is never the alarm", in_=grace.direct)

    assert "You are not named" in lee.types("/event day", in_=lee.direct)
    assert "You are not named" in grace.types("/event day all quiet", in_=grace.direct)


def test_who_was_taken_off_the_plan_is_refused_at_the_next_press(priya, city, event, ids, log):
    with city.begin() as session:
        events.remove_hand(
            session, workspace=1, event=event.id, role=EventRole.EVENT_LEAD, person=ids["PRIYA"]
        )

    assert "You are not named" in priya.clicks("Event stopped", in_=priya.direct)
    assert log() == []


def test_blocked_database_keeps_the_words_and_the_screen_until_it_answers(priya, blocked, log):
    block, free = blocked
    block()
    priya.clicks("Event stopped", in_=priya.direct)

    assert "Not saved yet" in priya.screen
    assert "Event stopped" in priya.screen
    assert "Read out: 120 Main St" in priya.screen
    assert "Recorded" not in priya.screen
    free()
    assert log() == []

    priya.clicks("Try again", in_=priya.direct)
    assert "Recorded 12:00" in priya.screen
    assert len(log()) == 1


def test_what_was_typed_while_it_was_blocked_is_written_once_by_two_tries(priya, blocked, log):
    block, free = blocked
    block()
    priya.types("/event day gate two is closed", in_=priya.direct)
    assert "gate two is closed" in priya.screen
    free()

    priya.clicks("Try again", in_=priya.direct)

    assert [one.text for one in log()] == ["gate two is closed"]


def test_dialog_stays_open_with_its_words_while_it_is_blocked(priya, blocked, log):
    block, free = blocked
    priya.clicks("Write a line", in_=priya.direct)
    priya.fills("What happened", "gate two is open again")
    block()
    seen = priya.submits()

    assert "Not saved yet" in seen
    assert priya.dialog is not None
    free()
    priya.submits()
    assert [one.text for one in log()] == ["gate two is open again"]


def test_failure_after_the_line_was_kept_is_told_and_does_not_lose_it(slack, priya, log):
    slack.faults.fail("chat.update", "internal_error")

    seen = priya.clicks("Event stopped", in_=priya.direct)

    assert "Something went wrong on my side" in seen
    assert len(log()) == 1


@pytest.fixture
def silent(slack, city):
    """A bot beside the first whose database falls silent altogether, until it is told to."""
    falls = []

    @contextmanager
    def silence():
        if falls:
            raise OperationalError("SELECT", {}, Exception("no answer"))
        with city.read() as session:
            yield session

    @contextmanager
    def refusal():
        if falls:
            raise OperationalError("INSERT", {}, Exception("no answer"))
        with city.begin() as session:
            yield session

    here = InlineExecutor()
    tools = replace(city, read=silence, begin=refusal)
    app = build_app(slack.bot_token, slack.base_url, tools, executor=here, workers=here)
    slack.delivers_to(inline(app))
    return falls


def test_database_that_is_gone_leaves_the_last_screen_and_the_persons_words(
    slack, event, silent, log
):
    priya = slack.person("Priya")
    priya.types("/event day", in_=priya.direct)
    priya.clicks("First aid given", in_=priya.direct)
    priya.clicks("Write a line", in_=priya.direct)
    priya.fills("What happened", "gate two is open again")
    silent.append("now")

    assert "Not saved yet" in priya.submits()
    priya.closes()
    priya.clicks("Event stopped", in_=priya.direct)
    assert "Not saved yet" in priya.screen
    assert "Read out: 120 Main St" in priya.screen
    assert "The address is 120 Main St" in priya.clicks("A fight", in_=priya.direct)
    priya.closes()
    silent.clear()
    priya.clicks("Try again", in_=priya.direct)

    assert sorted(one.text for one in log()) == ["first_aid", "stopped"]


def test_who_came_through_no_door_before_is_shown_nothing_while_it_is_gone(slack, priya, silent):
    slack.person("Priya")
    silent.append("now")

    assert "Try again" in priya.clicks("Event stopped", in_=priya.direct)


def test_who_is_suspended_meanwhile_writes_nothing(priya, city, ids, log):
    with city.begin() as session:
        people.suspend(session, workspace=1, person=ids["PRIYA"], at=NOW)

    assert "suspended" in priya.clicks("Event stopped", in_=priya.direct)
    assert log() == []


def test_two_events_of_a_day_are_asked_about(slack, priya, city, ids, event):
    with city.begin() as session:
        profile = Profile(EventType.BLOCK_PARTY, NOW + timedelta(hours=5))
        events.add(
            session, workspace=1, profile=profile, by=ids["PRIYA"], now=NOW, title="Cookout",
            stage=Stage.MEMBERS,
        )  # fmt: skip

    seen = priya.types("/event day", in_=priya.direct)

    assert "Which event?" in seen
    assert "Cookout" in seen


def test_ready_is_asked_the_day_before_once_and_discreetly(slack, city, event, ticks):
    lee = slack.person("Lee")
    job.ask(city, 1)
    job.ask(city, 1)
    ticks()

    sent = [one for one in slack.calls("chat.postMessage") if TITLE in str(one.get("blocks"))]
    assert len(sent) == 2
    assert all(one["text"] == "You have 1 thing on your list" for one in sent)
    assert "within 24 hours" in lee.screen
