"""After an event: who is asked what, what is kept, what is deleted, and how the lists learn."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.aftermath import job, service
from handlers.aftermath.request import After, Fix, Learned
from handlers.deliveries import job as posting
from handlers.deliveries.posting import make_client
from knowledge.errors import NothingKnownError
from knowledge.events.aftermath import PLAN
from knowledge.events.day import Entry, EntryKind
from knowledge.events.kinds import EventRole, EventType, Phase
from knowledge.events.profile import Profile
from storage import events, people
from storage.events import decisions, entries
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message

TITLE = "Vigil at the corner store"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def begin(city, ids):
    """A closed vigil that ended some time ago: led by Priya, Lee safety, Dana police liaison."""

    def begun(ago, kind=EventType.VIGIL):
        end = NOW - ago
        profile = Profile(kind, end - 2 * HOUR, end)
        with city.begin() as session:
            made = events.add(
                session, workspace=1, profile=profile, by=ids["PRIYA"], now=NOW, title=TITLE
            )
            for role, who in (
                (EventRole.SAFETY_LEAD, "LEE"),
                (EventRole.LAW_LIAISON, "DANA"),
                (EventRole.TRAUMA_LEAD, "GRACE"),
            ):
                events.name_hand(
                    session, workspace=1, event=made.id, role=role, person=ids[who], now=NOW
                )
            return made

    return begun


@pytest.fixture
def member(city, slack):
    def found(name):
        with city.read() as session:
            return people.member(session, workspace=1, slack_user=f"U0{name}")

    return found


@pytest.fixture
def write(city):
    def written(event, mark, kind, **more):
        line = Entry(**({"id": mark, "kind": kind, "by": "p", "at": event.start} | more))
        with city.begin() as session:
            entries.write(session, workspace=1, event=event.id, entry=line)

    return written


@pytest.fixture
def log(city):
    def found(event):
        with city.read() as session:
            return entries.load(session, workspace=1, event=event.id)

    return found


@pytest.fixture
def ticks(city, slack):
    def tick(now=NOW):
        tools = replace(city, now=lambda: now)
        job.look_after(tools, 1)
        job.look_after(tools, 1)
        client = make_client(slack.bot_token, slack.base_url)
        while posting.post_due(tools, {1: client}):
            pass

    return tick


FIX = Fix(
    text="Put a second light at the bus stop.", why="It was dark where people waited.",
    phase=Phase.T7, role=EventRole.LOGISTICS_LEAD,
)  # fmt: skip


def test_leads_are_asked_for_the_debrief_once_and_discreetly(slack, begin, ticks):
    begin(HOUR)
    ticks()

    told = [one for one in slack.calls("chat.postMessage") if TITLE in str(one.get("blocks"))]
    assert len(told) == 2
    assert {one["text"] for one in told} == {"You have 1 thing on your list"}
    assert "what went well, what did not?" in slack.person("Lee").screen
    for one in told:
        check_message(one["text"], one["blocks"])


def test_nothing_is_asked_before_the_end(slack, begin, ticks):
    begin(-HOUR)
    ticks()

    assert not slack.calls("chat.postMessage")


def test_whoever_is_not_on_the_plan_is_asked_nothing_in_all_the_weeks(slack, begin, ticks):
    begin(HOUR)
    for one in PLAN:
        ticks(NOW + one.after)

    for name in ("Ana", "Rosa", "Walter", "Marcus"):
        assert TITLE not in slack.person(name).screen


def test_debrief_is_kept_without_the_words_that_may_say_who_somebody_is(slack, begin, ticks, log):
    event = begin(HOUR)
    ticks()
    lee = slack.person("Lee")
    lee.clicks("Debrief", in_=lee.direct)
    lee.fills("What went well?", "the pairs outside calmed Terrence Hobbs")
    lee.fills("How many people were hurt?", "0")
    lee.submits()

    (line,) = log(event)
    assert (line.kind, line.number) == (EntryKind.DEBRIEF, 0)
    assert "Hobbs" not in line.text
    assert "Left out, because they may say who somebody is" in lee.screen


def test_wrong_number_is_said_at_its_field(slack, begin, ticks, log):
    event = begin(HOUR)
    ticks()
    lee = slack.person("Lee")
    lee.clicks("Debrief", in_=lee.direct)
    lee.fills("How many people were hurt?", "some")

    assert "Enter a number" in lee.submits()
    assert log(event) == []


def test_review_shows_what_was_counted_and_is_not_asked_again(slack, begin, ticks, write, log):
    event = begin(25 * HOUR)
    write(event, "c1", EntryKind.COUNT, number=140)
    write(event, "c2", EntryKind.COUNT, number=90)
    ticks()
    lee = slack.person("Lee")
    seen = lee.clicks("Write the review", in_=lee.direct)
    assert "Most people counted: 140" in seen
    lee.fills("What do we change, who does it, by when?", "a second light at the stop")
    lee.submits()

    assert [one.kind for one in log(event)].count(EntryKind.REVIEW) == 1
    ticks(NOW + 40 * HOUR)
    assert "within half a day" not in lee.screen


def test_check_in_is_private_and_brings_a_call(slack, begin, ticks, log):
    event = begin(21 * HOUR)
    ticks()
    dana, grace = slack.person("Dana"), slack.person("Grace")
    assert "Your answer is private" in dana.screen
    assert "988" in dana.screen

    seen = dana.clicks("I would like a call", in_=dana.direct)
    ticks()

    assert "Somebody who looks after people calls you" in dana.screen, seen
    assert "@dana would like a call" in grace.screen
    for name in ("Priya", "Lee", "Ana"):
        assert "Please call today" not in slack.person(name).screen
    assert [one.text for one in log(event)] == ["call"]
    assert not any("call" in one["text"] for one in slack.calls("chat.postMessage"))


def test_who_is_well_is_told_of_nobody_and_pressing_twice_is_one_answer(slack, begin, ticks, log):
    event = begin(21 * HOUR)
    ticks()
    lee = slack.person("Lee")
    lee.clicks("I am OK", in_=lee.direct)
    ticks()

    assert len(log(event)) == 1
    assert "Please call today" not in slack.person("Grace").screen


def test_sharing_is_noted(slack, begin, ticks, log):
    event = begin(5 * DAY)
    ticks()
    priya = slack.person("Priya")
    priya.clicks("It is shared", in_=priya.direct)

    assert [one.kind for one in log(event)] == [EntryKind.SHARED]


def test_notes_are_deleted_after_14_days_and_counts_and_decisions_stay(
    city, begin, write, log, ticks
):
    event = begin(HOUR)
    write(event, "n", EntryKind.NOTE, text="who stood where")
    write(event, "h1", EntryKind.HERE, text="p1")
    write(event, "h2", EntryKind.HERE, text="p2")
    write(event, "c", EntryKind.COUNT, number=140)
    write(event, "k", EntryKind.CHECK_IN, text="call")
    with city.begin() as session:
        decisions.record(
            session, workspace=1, event=event.id, kind="ready", words="", people=["p"], now=NOW
        )

    ticks(NOW + 13 * DAY)
    assert len(log(event)) == 5
    ticks(NOW + 15 * DAY)

    kept = {one.kind: one for one in log(event)}
    assert set(kept) == {EntryKind.COUNT, EntryKind.STAFFED}
    assert (kept[EntryKind.COUNT].number, kept[EntryKind.STAFFED].number) == (140, 2)
    assert {one.by for one in kept.values()} == {""}
    with city.read() as session:
        assert len(decisions.decisions(session, workspace=1, event=event.id)) == 1


def test_leads_are_told_two_days_before(slack, begin, ticks):
    begin(12 * DAY)
    ticks()

    assert "In two days the working notes" in slack.person("Priya").screen
    assert "In two days" not in slack.person("Dana").screen


def test_doubtful_words_do_not_stay_where_nobody_ended_the_day(begin, write, log, ticks):
    event = begin(25 * HOUR)
    write(event, "n", EntryKind.NOTE, text="begun by Terrence Hobbs", doubtful=True)
    ticks()

    assert "Hobbs" not in log(event)[0].text
    assert not log(event)[0].doubtful


@pytest.mark.parametrize("name", ["ROSA", "ANA", "MARCUS"])
def test_who_is_not_on_the_plan_can_say_and_read_nothing(city, begin, member, name):
    event = begin(HOUR)
    press, who = After(event=event.id, id="x"), member(name)

    for act in (
        lambda: service.look(city, who, event.id),
        lambda: service.learn(city, who, press, EntryKind.REVIEW, Learned(well="x")),
        lambda: service.share(city, who, press),
        lambda: service.check_in(city, who, press, call=True),
        lambda: service.propose(city, who, press, FIX),
    ):
        with pytest.raises(NothingKnownError, match="You are not named"):
            act()


def test_failure_after_the_answer_is_told_and_does_not_lose_it(slack, begin, ticks, log):
    event = begin(21 * HOUR)
    ticks()
    slack.faults.fail("chat.update", "internal_error")
    lee = slack.person("Lee")

    assert "Something went wrong on my side" in lee.clicks("I am OK", in_=lee.direct)
    assert len(log(event)) == 1


def test_dialogs_fit_slack(slack, begin, ticks):
    begin(25 * HOUR)
    ticks()
    lee = slack.person("Lee")
    for label in ("Write the review", "Propose a fix to the list"):
        lee.clicks(label, in_=lee.direct)
        lee.closes()

    for opened in slack.calls("views.open"):
        check_dialog(opened["view"])
