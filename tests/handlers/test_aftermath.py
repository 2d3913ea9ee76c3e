"""After an event: who is asked what, what is kept, what is deleted, and how the lists learn."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.aftermath import job, service
from handlers.aftermath.request import After, Fix, Learned
from handlers.checklists import service as lists
from handlers.checklists.request import Spot
from handlers.deliveries import job as posting
from handlers.deliveries.posting import make_client
from knowledge.errors import NothingKnownError, RefusedError, UsageError
from knowledge.events.aftermath import PLAN
from knowledge.events.day import Entry, EntryKind
from knowledge.events.kinds import EventRole, EventType, Phase
from knowledge.events.profile import Profile
from knowledge.events.sharing import VEILED
from storage import audit, events, people
from storage.events import decisions, entries
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message

TITLE = "Vigil at the corner store"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ids(slack, city):
    with city.read() as session:
        users = people.slack_users(session, workspace=1)
    return {user.removeprefix("U0"): person for person, user in users.items()}


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


def test_fix_reaches_the_list_once_a_coordinator_confirms(slack, city, begin, ticks):
    begin(25 * HOUR)
    ticks()
    lee, ana = slack.person("Lee"), slack.person("Ana")
    lee.clicks("Propose a fix to the list", in_=lee.direct)
    lee.fills("What is to be done?", FIX.text)
    lee.fills("Why?", FIX.why)
    lee.submits()
    ticks()

    assert FIX.text in ana.screen
    assert TITLE not in ana.screen
    ana.clicks("Put it on the list", in_=ana.direct)
    assert "On the list as XX101" in ana.screen
    with city.read() as session:
        vigil = {one.id: one for one in events.items(session, workspace=1, kind=EventType.VIGIL)}
        march = {one.id for one in events.items(session, workspace=1, kind=EventType.MARCH)}
    assert vigil["XX101"].text == FIX.text
    assert vigil["XX101"].sources == ("own",)
    assert "XX101" not in march


def test_fix_in_place_of_an_item_keeps_its_id_for_every_event(city, begin, member):
    event = begin(25 * HOUR)
    fix = FIX.model_copy(update={"replaces": "C29", "everywhere": True})
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, fix)
    service.answer(city, member("ANA"), press, adopt=True)

    with city.read() as session:
        march = {one.id: one for one in events.items(session, workspace=1, kind=EventType.MARCH)}
    assert march["C29"].text == FIX.text
    assert march["C29"].sources[-1] == "own"


def test_fix_for_every_event_of_what_one_kind_has_stays_on_the_list_of_that_kind(
    city, begin, member
):
    event = begin(25 * HOUR)
    fix = FIX.model_copy(update={"replaces": "V07", "everywhere": True})
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, fix)
    service.answer(city, member("ANA"), press, adopt=True)

    with city.read() as session:
        vigil = {one.id: one for one in events.items(session, workspace=1, kind=EventType.VIGIL)}
        march = {one.id for one in events.items(session, workspace=1, kind=EventType.MARCH)}
    assert vigil["V07"].text == FIX.text
    assert "V07" not in march


def test_police_on_the_plan_are_not_offered_outreachs_items_to_word_anew(city, begin, member):
    event = begin(25 * HOUR)

    assert not {one.id for one in service.look(city, member("DANA"), event.id).items} & VEILED
    assert {one.id for one in service.look(city, member("LEE"), event.id).items} & VEILED


def test_fix_is_answered_once_and_left_it_changes_nothing(city, begin, member):
    event = begin(25 * HOUR)
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, FIX)
    service.answer(city, member("ANA"), press, adopt=False)

    with pytest.raises(NothingKnownError, match="answered already"):
        service.answer(city, member("ANA"), press, adopt=True)
    with city.read() as session:
        listed = events.items(session, workspace=1, kind=EventType.VIGIL)
    assert FIX.text not in {one.text for one in listed}


def test_fix_that_may_name_somebody_is_refused_with_the_words(city, begin, member):
    event = begin(25 * HOUR)
    fix = FIX.model_copy(update={"why": "because of Terrence Hobbs"})

    with pytest.raises(UsageError, match="Hobbs"):
        service.propose(city, member("LEE"), After(event=event.id, id="f1"), fix)


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


def test_coordinator_cannot_adopt_a_line_that_is_no_proposal(city, begin, member, write):
    event = begin(HOUR)
    write(event, "n", EntryKind.NOTE, text="who stood where")

    with pytest.raises(NothingKnownError):
        service.answer(city, member("ANA"), After(event=event.id, id="n"), adopt=True)


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


def test_fix_takes_from_no_list_what_none_may_be_without(city, begin, member):
    event, ana = begin(25 * HOUR), member("ANA")
    wanted = {"text": "A nurse stands by.", "why": "Help is near.", "small": None,
              "phase": "DAY", "role": "medical_lead", "critical": False, "serves": []}  # fmt: skip
    own = lists.add(city, ana, "core", wanted)
    for one in lists.read(city, ana, "vigil").items:
        if one.item.category is own.item.category and one.id != own.id:
            spot = Spot(of="vigil", item=one.id, version=one.version)
            lists.retire(city, ana, spot, "The nurse does it.")
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, FIX.model_copy(update={"replaces": own.id}))

    with pytest.raises(RefusedError, match="medical help"):
        service.answer(city, ana, press, adopt=True)

    assert lists.read(city, ana, "vigil").find(own.id).item.text == "A nurse stands by."


def test_fix_that_makes_an_item_weaker_is_on_the_audit(city, begin, member):
    event = begin(25 * HOUR)
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, FIX.model_copy(update={"replaces": "C01"}))

    service.answer(city, member("ANA"), press, adopt=True)

    with city.read() as session:
        written = audit.entries(session, workspace=1)[-1]
    assert (written.act, written.about) == ("checklist.eased", "vigil:C01")


def test_review_is_asked_for_by_who_was_on_the_plan(begin, slack, city):
    event = begin(15 * DAY)
    priya = slack.person("Priya")

    seen = priya.types("/event review", in_=priya.direct)
    assert TITLE in seen
    assert "Names are taken out" in seen
    assert "Write the review" in seen
    assert "What was planned and worked?" in priya.clicks("Write the review", in_=priya.direct)
    priya.fills("What was planned and worked?", "Water at both ends")
    priya.submits()

    with city.read() as session:
        kept = entries.load(session, workspace=1, event=event.id, kinds=[EntryKind.REVIEW])
    assert ["Water at both ends" in one.text for one in kept] == [True]


def test_of_several_events_it_is_asked_whose_review(begin, slack):
    begin(2 * DAY), begin(9 * DAY)
    priya = slack.person("Priya")

    assert priya.types("/event review", in_=priya.direct).count("[Open]") == 2
    priya.clicks("Open", in_=priya.direct)
    priya.sees("Names are taken out", in_=priya.direct)


@pytest.mark.parametrize("name", ["Ana", "Walter", "Rosa"])
def test_review_of_a_closed_event_is_told_as_if_there_were_none(begin, slack, name):
    event = begin(2 * DAY)
    other = slack.person(name)

    for typed in ("/event review", f"/event review {event.id}", "/event review 999999"):
        assert "No event of yours has begun" in other.types(typed, in_=other.direct)


def test_event_to_come_has_no_review_yet(begin, slack):
    begin(-3 * DAY)
    priya = slack.person("Priya")

    assert "No event of yours has begun" in priya.types("/event review", in_=priya.direct)
    assert "Say which by its number" in priya.types("/event review soon", in_=priya.direct)
