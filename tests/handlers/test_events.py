"""Planning an event by taps, and working through its plan."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from handlers.events import job, planning, reading, walking
from handlers.toolbox import Toolbox
from knowledge.errors import RefusedError
from knowledge.events.event import HELPER
from knowledge.events.kinds import EventRole, EventType, Venue
from knowledge.events.profile import Profile
from knowledge.events.tasks import State
from knowledge.events.visibility import Stage
from storage import events, people
from storage.events import schedule
from storage.tables import Delivery, EventRow
from tests.conftest import NOW

TYPE, ATTENDANCE, END = "events.tap:type", "events.tap:attendance", "events.tap:end"


@pytest.fixture
def grace(slack):
    return slack.person("Grace")


def asks(who, *, kind="Block party", day="2026-12-05", title="Winter block party"):
    """Go through the questions up to the number of people."""
    who.types("/event new", in_=who.direct)
    who.chooses(kind, of=TYPE)
    who.fills("Day", day)
    who.fills("Start", "14:00")
    who.fills("What people call it", title)
    return who.submits()


def plans_small(who, **more):
    """Go through all the questions of a small event."""
    asks(who, **more)
    who.chooses("About 50", of=ATTENDANCE)
    who.chooses("6 pm (4 h)", of=END)
    who.clicks("Don’t know yet")
    return who.clicks("Don’t know yet")


@pytest.fixture
def make(city, slack):
    """Return a function that plans an event without its questions."""

    def made(
        kind=EventType.BLOCK_PARTY, *, by="GRACE", attendance=40, ahead=10, audience=None, **more
    ):
        start = NOW + timedelta(days=ahead)
        profile = Profile(
            kind, start, start + timedelta(hours=2), Venue.PARK, attendance, audience=audience
        )
        with city.begin() as session:
            lead = people.by_slack_user(session, workspace=1, slack_user=f"U0{by}").id
            event = events.add(
                session, workspace=1, profile=profile, by=lead, now=NOW, title="The event", **more
            )
            return planning.replan(session, city, workspace=1, event=event)

    return made


@pytest.fixture
def name(city):
    """Return a function that names somebody on a plan."""

    def named(event, handle, role=HELPER):
        with city.begin() as session:
            person = people.by_slack_user(session, workspace=1, slack_user=f"U0{handle}").id
            events.name_hand(
                session, workspace=1, event=event.id, role=role, person=person, now=NOW
            )
        return person

    return named


def tasks(city, event):
    with city.read() as session:
        return {one.item: one for one in events.tasks(session, workspace=1, event=event.id)}


def member(city, handle):
    with city.read() as session:
        return people.member(session, workspace=1, slack_user=f"U0{handle}")


def together(work, hands):
    """Have several people work at the same time, and hear of what failed for any of them."""
    with ThreadPoolExecutor(len(hands)) as pool:
        list(pool.map(work, hands))


def test_a_small_event_is_asked_four_things_and_its_plan_is_one_screen(grace):
    first = grace.types("/event new", in_=grace.direct)
    assert "Others can ask for this record" in first
    assert "When does it start?" in grace.chooses("Block party", of=TYPE)
    grace.closes()

    grace.types("/event new", in_=grace.direct)
    grace.clicks("Start over")
    grace.chooses("Block party", of=TYPE)
    grace.fills("Day", "2026-12-05")
    grace.fills("Start", "14:00")
    grace.fills("What people call it", "Winter block party")
    assert "3 of " in grace.submits()
    assert "4 of 6" in grace.chooses("About 50", of=ATTENDANCE)
    assert "Where?" in grace.chooses("6 pm (4 h)", of=END)
    assert "Alcohol" in grace.clicks("Don’t know yet")
    shown = grace.chooses("None", of="events.tap:alcohol")

    assert "0 of 10 done" in shown
    assert "If there is more time" in shown
    assert grace.message("Winter block party", in_=grace.direct)


def test_answers_are_kept_as_they_are_tapped_and_can_be_thrown_away(grace):
    asks(grace)
    grace.closes()

    again = grace.types("/event new", in_=grace.direct)
    assert "How many people" in again
    assert "When does it start?" in grace.clicks("Back")
    grace.closes()
    grace.types("/event new", in_=grace.direct)
    assert "What is it?" in grace.clicks("Start over")


def test_a_large_event_is_asked_everything_and_shown_by_phase(grace):
    asks(grace, kind="March or rally", day="2027-03-06", title="March")
    grace.fills("Or a number", "1,200")
    grace.submits()
    grace.chooses("4 pm (2 h)", of=END)
    for _question in range(6):
        grace.clicks("Don’t know yet")
    shown = grace.clicks("Don’t know yet")

    assert "Two months before" in shown
    assert "On the day" in shown
    assert "Crowd managers: 5 (code)" in shown
    assert "If there is more time" not in shown


@pytest.mark.parametrize(
    ("people_", "said"), [("", "as a number"), ("many", "as a number"), ("0", "as a number")]
)
def test_a_number_of_people_that_is_none_is_said_at_its_field(grace, people_, said):
    asks(grace)
    grace.fills("Or a number", people_)
    assert said in grace.submits()


def test_a_day_long_past_is_said_at_its_field(grace):
    assert "from today on" in asks(grace, day="2025-01-01")


def test_of_a_pasted_place_only_the_cell_is_kept(city, grace):
    asks(grace)
    grace.chooses("About 50", of=ATTENDANCE)
    grace.chooses("6 pm (4 h)", of=END)
    grace.fills("Or a map link or coordinates", "the corner")
    assert "no place in this" in grace.submits()
    grace.fills("Or a map link or coordinates", "39.98971, -75.12412")
    grace.submits()
    grace.chooses("None", of="events.tap:alcohol")

    with city.read() as session:
        row = session.query(EventRow).one()
    assert row.profile["cell"] == events.cell_at(39.98971, -75.12412)
    assert "39.98" not in str(row.profile)


def test_a_named_public_place_has_a_cell_and_a_neighborhood_has_none(city, grace):
    asks(grace)
    grace.chooses("About 50", of=ATTENDANCE)
    grace.chooses("6 pm (4 h)", of=END)
    assert "Choose a place" in grace.submits()
    offered = grace.searches("", of="event_place")
    assert len(offered) == len(set(offered)), "a park is told from its neighborhood"
    area = next(one for one in offered if one.endswith(" (neighborhood)"))
    grace.chooses(area, of="event_place")
    grace.submits()
    shown = grace.clicks("Don’t know yet")

    assert area.removesuffix(" (neighborhood)") in shown
    assert "(neighborhood)" not in shown


def test_what_is_done_is_done_in_the_message_and_taken_back(city, grace):
    plans_small(grace)
    grace.closes()
    assert "1 of 10 done" in grace.clicks("Done", in_=grace.direct)
    assert "Undo" in grace.screen
    assert "0 of 10 done" in grace.clicks("Undo", in_=grace.direct)


def test_walking_goes_from_one_item_to_the_next(grace):
    plans_small(grace)
    first = grace.clicks("Walk through it")
    assert "Why:" in first
    assert "Source:" in first
    assert "1 of 10 done" in grace.clicks("Done")
    grace.clicks("Later")
    grace.clicks("Done, with a note")
    grace.fills("Note or link", "https://city.example/permit")
    assert "2 of 10 done" in grace.submits()
    grace.clicks("Does not apply")
    grace.fills("Why does it not apply?", "It is indoors")
    assert "2 of 9 done" in grace.submits()


def test_an_item_is_given_to_somebody_who_is_told_without_a_word_of_it(slack, grace, city):
    plans_small(grace)
    grace.clicks("Walk through it")
    grace.clicks("Later")
    grace.clicks("Give to …")
    grace.chooses("Lee", of="event_person")
    assert "Given." in grace.submits()
    with city.read() as session:
        (event,) = schedule.starting(session, workspace=1, since=NOW)
        hands = events.hands(session, workspace=1, event=event)
    assert HELPER in {one.role for one in hands}


def test_somebody_without_a_seat_is_given_nothing(grace):
    plans_small(grace)
    grace.clicks("Walk through it")
    grace.clicks("Give to …")
    grace.chooses("Walter", of="event_person")
    assert "no seat" in grace.submits()


def test_a_role_is_filled_and_left(grace, city):
    plans_small(grace)
    grace.clicks("Roles")
    grace.clicks("Add a helper")
    grace.chooses("Lee", of="event_person")
    assert "Named." in grace.submits()
    grace.clicks("Take off")
    assert "An event keeps a lead" in grace.confirms()


def test_who_asks_for_help_is_heard_by_the_lead(city, make, name, slack):
    event = make()
    name(event, "LEE")
    lee = slack.person("Lee")
    lee.types(f"/event {event.id}", in_=lee.direct)
    lee.clicks("Walk through it", in_=lee.direct)
    assert "are told that you ask for help" in lee.clicks("Ask for help")


def test_from_level_three_a_second_person_signs(city, make, name, slack):
    event = make(EventType.MARCH, attendance=3000, ahead=40, audience=4)
    name(event, "LEE")
    rosa = name(event, "ROSA")
    done = "C10"
    assert walking.done(city, member(city, "LEE"), event.id, done)
    with pytest.raises(RefusedError, match="somebody else signs"):
        walking.sign(city, member(city, "LEE"), event.id, done)
    assert walking.sign(city, member(city, "ROSA"), event.id, done)
    assert tasks(city, event)[done].signed_by == rosa


def test_three_people_ticking_one_list_at_once_lose_nothing(city, make, name):
    event = make(EventType.MARCH, attendance=3000, ahead=90)
    for handle in ("MARCUS", "SAMUEL"):
        name(event, handle)
    name(event, "GRACE", EventRole.FAMILY_LIAISON)
    seen = reading.read(city, member(city, "GRACE"), event.id)
    items = [one.id for one in seen.entries]
    wins: list[str] = []

    def work(handle):
        who = member(city, handle)
        wins.extend(one for one in items if walking.done(city, who, event.id, one))

    together(work, ("GRACE", "MARCUS", "SAMUEL"))

    assert sorted(wins) == sorted(items)
    assert {one.state for one in tasks(city, event).values()} == {State.DONE}


def test_visitor_is_refused_planning_and_told_what_to_do(slack):
    walter = slack.person("Walter")
    assert "visitor" in walter.types("/event new", in_=walter.direct)


def test_visitor_is_not_offered_what_would_be_refused(slack):
    walter = slack.person("Walter")
    seen = walter.types("/event", in_=walter.direct)
    assert "No event is planned that you can see." in seen
    assert "Plan a safe event" not in seen


def test_member_not_on_an_open_plan_sees_its_level_and_no_item(make, slack):
    event = make()
    lee = slack.person("Lee")
    shown = lee.types(f"/event {event.id}", in_=lee.direct)
    assert "Planning level" in shown
    assert "Who is named on the plan sees" in shown
    assert "Walk through it" not in shown


@pytest.mark.parametrize("typed", ["/event 99", "/event plan 99"])
def test_an_event_that_is_not_there_is_said_so(slack, typed):
    lee = slack.person("Lee")
    assert "There is no event of that number here" in lee.types(typed, in_=lee.direct)


def test_a_word_instead_of_a_number_is_mended(slack):
    lee = slack.person("Lee")
    assert "Say which by its number" in lee.types("/event vigil", in_=lee.direct)


def test_a_failure_after_the_tap_is_told_and_nothing_is_lost(slack, grace, city):
    plans_small(grace)
    grace.closes()
    slack.faults.fail("chat.update", "fatal_error")
    grace.clicks("Done", in_=grace.direct)

    with city.read() as session:
        (event,) = schedule.starting(session, workspace=1, since=NOW)
        listed = events.tasks(session, workspace=1, event=event)
    done = [one for one in listed if not one.open]
    assert len(done) == 1


def test_one_reminder_a_day_says_how_much_and_nothing_of_what(city, make, name):
    make(EventType.VIGIL, ahead=2)
    late = Toolbox(city.begin, city.read, lambda: NOW + timedelta(days=1, hours=-2), b"x" * 32)
    job.remind(late, 1)
    job.remind(late, 1)
    with city.read() as session:
        sent = [one for one in session.query(Delivery) if one.kind == "nudge"]
    assert len(sent) == 1
    assert "The event" not in str(sent[0].payload)
    assert "vigil" not in str(sent[0].payload).lower()


def test_stage_opens_nothing_by_itself(make):
    assert make(EventType.VIGIL).stage is Stage.CLOSED


def test_three_people_press_done_at_once_and_every_press_counts(slack, city, make, name):
    event = make(EventType.BLOCK_PARTY)
    for handle in ("MARCUS", "ROSA"):
        name(event, handle)
    hands = [slack.person(one) for one in ("Grace", "Marcus", "Rosa")]
    for one in hands:
        one.types(f"/event {event.id}", in_=one.direct)
        one.clicks("Walk through it", in_=one.direct)

    def work(who):
        while "Everything here is settled" not in who.screen:
            who.clicks("Done")

    together(work, hands)

    shown = [one for one in tasks(city, event).values() if not one.folded]
    assert {one.state for one in shown} == {State.DONE}
    assert all(one.version == 2 for one in shown)


def test_home_leads_to_the_questions(slack):
    lee = slack.person("Lee")
    assert "Plan a safe event" in lee.opens_home()
    assert "Others can ask for this record" in lee.clicks("Plan a safe event")


def test_shortcut_leads_to_the_questions(slack):
    assert "What is it?" in slack.person("Lee").runs_shortcut("Plan a safe event")


def test_a_mention_gets_the_button_that_opens_them(slack, room):
    lee = slack.person("Lee")
    lee.types("@coalition event new", in_=room)
    lee.sees("They come one at a time", in_=room)
