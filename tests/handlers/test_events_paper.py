from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from handlers.events.paper.action_plan import action_plan_document
from handlers.events.paper.calendar import calendar
from handlers.events.paper.emergency import emergency_document, emergency_page, scripts_document
from handlers.events.paper.fitting import fitting
from handlers.events.paper.people import call_list_document, roster_document
from handlers.events.paper.plan import plan_document
from handlers.events.paper.text import (
    action_plan_text,
    call_list_text,
    emergency_text,
    plan_text,
    roster_text,
)
from handlers.paper.pdf import count, pdf
from knowledge.events.emergency.page import Emergency, page, pages
from knowledge.events.facts import NAMES, Facts
from knowledge.events.scripts.script import Language
from knowledge.events.sheet import ACTION_PLAN, Channel, Contact, EventSheet, Medical, Post
from tests.handlers.events_paper import NAME, START, closed, sheet

MADE = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EMPTY = EventSheet(start=START, zone=sheet().zone)
WORDS = "The quick brown fox runs round the long block twice, <b>slowly</b> & again. " * 5
HOSTILE = EventSheet(
    start=START,
    end=START + timedelta(days=2),
    zone=sheet().zone,
    facts=Facts(open=True, **dict.fromkeys(NAMES, WORDS)),
    place=WORDS,
    attendance=10**9,
    objectives=(WORDS,) * 30,
    posts=(Post(WORDS, WORDS, WORDS, "x" * 200),) * 60,
    contacts=(Contact(WORDS, "5" * 200, WORDS),) * 60,
    channels=(Channel(WORDS, "y" * 300, WORDS),) * 30,
    medical=Medical(WORDS, WORDS, WORDS, WORDS),
)
DOCUMENTS = (
    plan_document,
    lambda one: plan_document(one, why=True, more=True),
    action_plan_document,
    roster_document,
    call_list_document,
    emergency_document,
    lambda one: emergency_page(one, Emergency.SHOTS),
    lambda one: scripts_document(one, Language.SPANISH),
)
TEXTS = (
    plan_text,
    roster_text,
    call_list_text,
    action_plan_text,
    lambda one: emergency_text(one, Emergency.MEDICAL),
)


def printed(document, **how):
    made = PdfReader(BytesIO(pdf(document, made=MADE, **how)))
    return [" ".join(one.extract_text().split()) for one in made.pages]


def whole(document):
    return " ".join(printed(document))


def by_id(tasks):
    return {task.id: task for task in tasks}


def test_the_plan_lists_what_is_open_by_phase_with_who_and_when():
    said = whole(plan_document(sheet()))

    assert "Safety plan" in said
    assert NAME in said
    assert "Sat 5 Dec 2026, 5 pm – 7 pm" in said
    assert "A month before" in said
    assert "by Thu 5 Nov 2026 · critical" in said
    assert "Priya Nair" in said
    assert "more things are in Slack, for when there is more time" in said
    assert "If there is more time" not in said


def test_the_plan_says_why_and_prints_the_rest_only_where_asked():
    walk = by_id(sheet().tasks)["C05"]
    later = next(task for task in sheet().tasks if task.folded)

    short, long = (whole(plan_document(sheet(), why=more, more=more)) for more in (False, True))

    assert walk.why not in short
    assert walk.why in long
    assert later.text[:30] not in short
    assert "If there is more time" in long
    assert later.text[:30] in long


def test_an_item_about_a_conflict_is_ticked_without_person_or_time():
    document = plan_document(sheet(), why=True, more=True)
    items = {
        one.text.split("\n")[0]: one
        for part in document.parts
        if type(part).__name__ == "Checklist"
        for one in part.items
    }

    for task in sheet().tasks:
        found = items[task.text]
        assert found.done is task.done
        assert (found.owner == "" and found.due == "") is (task.id in {"C12", "C20", "V02", "V03"})


def test_the_conflict_check_reads_done_on_a_day_or_open():
    assert "Conflict check: done on 1 Dec 2026" in whole(plan_document(sheet()))
    assert "Conflict check: open" in whole(plan_document(EMPTY))


@pytest.mark.parametrize("make", DOCUMENTS)
def test_no_paper_prints_a_level_or_a_score_by_itself(make):
    own = tuple(replace(task, text="Do this", why="") for task in sheet().tasks)
    said = str(make(replace(sheet(), tasks=own))).lower()

    assert not [word for word in ("level", "score", "tier", "risk") if word in said]


@pytest.mark.parametrize("make", [plan_document, action_plan_document])
def test_the_event_lead_can_add_the_level_to_a_paper(make):
    said = whole(make(sheet(), level=3))

    assert "Planning level 3 of 4. A planning aid, not a prediction." in said


@pytest.mark.parametrize("make", DOCUMENTS)
def test_the_name_of_a_closed_event_is_on_no_paper(make):
    assert NAME not in str(make(closed()))


def test_a_closed_plan_says_whom_it_is_for():
    assert "only for the people named on the plan" in whole(plan_document(closed()))


def test_the_action_plan_is_one_page_with_the_fields_of_the_four_forms():
    (said,) = printed(action_plan_document(sheet()))

    for form in ("ICS 202", "ICS 203", "ICS 205", "ICS 206"):
        assert form in said
    for fact in (
        "2800 Kensington Ave, gate on Somerset St",
        "Everybody gets home safely, the family first.",
        "Ana Ruiz",
        "215-555-0107",
        "Radio 2",
        "Temple University Hospital, 3401 N Broad St",
        "the school gym on Somerset St",
    ):
        assert fact in said


def test_posts_that_somebody_holds_come_first_on_the_action_plan():
    posts = [*(Post(f"Empty {n}") for n in range(12)), Post("Outreach lead", "Marcus Bell")]
    (said,) = printed(action_plan_document(replace(sheet(), posts=tuple(posts))))

    assert said.index("Marcus Bell") < said.index("Empty 0")


@pytest.mark.parametrize("one", [EMPTY, sheet(), HOSTILE], ids=range(3))
def test_the_action_plan_is_one_page_whatever_is_known(one):
    document = action_plan_document(one, level=4)

    assert len(printed(document)) == len(printed(document, size="a4")) == 1


def test_an_only_channel_has_no_empty_columns_beside_it():
    one = replace(sheet(), channels=(Channel("Everybody", "radio channel 2", "runners"),))
    (said,) = printed(action_plan_document(one))
    assert said.count("If that fails") == 1


def test_posts_that_find_no_room_are_counted():
    assert "more posts are on the roster" in whole(action_plan_document(HOSTILE))


@pytest.mark.parametrize(
    ("people", "wanted"), [(None, False), (ACTION_PLAN - 1, False), (ACTION_PLAN, True)]
)
def test_the_action_plan_is_wanted_from_250_people(people, wanted):
    assert replace(sheet(), attendance=people).wants_action_plan is wanted


@pytest.mark.parametrize("one", [EMPTY, sheet(), HOSTILE], ids=range(3))
def test_each_emergency_has_one_page_with_911_and_its_title(one):
    first, *nine = printed(emergency_document(one))

    assert len(nine) == 9
    for said, declared in zip(nine, pages(), strict=True):
        assert declared.title in first
        assert declared.title in said
        assert "Call 911 first" in said
        assert "This is not an alarm" in said


def test_a_single_emergency_page_reads_out_the_address_and_the_announcement():
    (said,) = printed(emergency_page(sheet(), Emergency.FIRE))

    assert "There is a fire. The address is 2800 Kensington Ave, gate on Somerset St." in said
    assert "Safety lead says" in said
    assert "We all need to leave now." in said
    assert all(never in said for never in page(Emergency.FIRE).never)


def test_a_page_with_long_facts_leaves_out_the_announcement_and_names_it():
    wide = Facts(open=True, **dict.fromkeys(NAMES, "W" * 300))

    (said,) = printed(emergency_page(replace(sheet(), facts=wide), Emergency.WEATHER))

    assert "Event lead reads out: Weather" in said


def test_the_roster_has_a_box_to_tick_and_a_blank_for_who_is_missing():
    (said,) = printed(roster_document(sheet()))

    assert "North approach, pair" in said
    assert "4 pm – 8 pm" in said
    assert "____" in said
    assert "Shred it after the event" in said


def test_the_call_list_begins_with_911_and_the_address():
    (said,) = printed(call_list_document(sheet()))

    assert said.index("call 911 first") < said.index("Police supervisor")
    assert "2800 Kensington Ave, gate on Somerset St" in said
    assert "This is not an alarm" in said


@pytest.mark.parametrize("make", DOCUMENTS)
@pytest.mark.parametrize("one", [EMPTY, HOSTILE], ids=["empty", "hostile"])
def test_every_paper_can_be_printed_whatever_is_known(make, one):
    assert count(pdf(make(one), made=MADE)) >= 1


@pytest.mark.parametrize("make", TEXTS)
def test_texts_fit_a_message_and_never_name_a_closed_event(make):
    assert len(make(HOSTILE)) <= 2_400
    assert NAME not in make(closed())
    assert make(EMPTY)


def test_the_text_of_the_plan_leads_with_what_is_critical_and_leaves_conflict_out():
    said = plan_text(sheet(), most=5_000)

    assert said.splitlines()[0] == f"{NAME}, Sat 5 Dec 2026, 5 pm – 7 pm"
    assert "McPherson Square" in said
    for task in sheet().tasks:
        assert (task.text[:40] in said) is not (task.done or task.folded or task.guarded)


def test_the_text_of_a_closed_plan_has_no_place():
    said = plan_text(closed(), most=5_000)

    assert "McPherson Square" not in said
    assert "Only for the people named on the plan." in said


def test_the_text_of_an_emergency_begins_with_911():
    said = emergency_text(sheet(), Emergency.SHOTS).splitlines()

    assert said[0] == "Call 911 first, from the safest place you can reach."
    assert said[1].startswith("Say: Shots at 2800 Kensington Ave")
    assert said[-1].startswith("This is not an alarm.")


def test_the_text_of_the_action_plan_has_the_fields_of_the_four_forms_and_what_is_missing():
    said = action_plan_text(sheet())

    for form in ("ICS 202", "ICS 203", "ICS 205", "ICS 206"):
        assert form in said
    assert "Safety lead: Samuel Brooks 215-555-0102" in said
    assert "Everything: Radio 2; if that fails: Phones, then runners" in said
    assert "Not said yet" not in said
    assert "Not said yet: First aid on site, AED" in action_plan_text(EMPTY)


@pytest.mark.parametrize("make", TEXTS)
def test_no_text_says_a_level_or_a_score(make):
    own = tuple(replace(task, text="Do this", why="") for task in sheet().tasks)
    said = make(replace(sheet(), tasks=own)).lower()

    assert not [word for word in ("level", "score", "tier", "risk") if word in said]


def test_a_call_list_as_text_is_whole_and_names_who_leads_without_a_number():
    lead, *others = sheet().posts
    many = replace(sheet(), posts=(replace(lead, phone=""), *others, *others, *others))

    said = call_list_text(many)
    assert said.count("215-555-0102") == 3
    assert "more" not in said
    assert said.splitlines()[0].startswith("Danger: call 911 first.")
    assert said.splitlines()[-1] == "No number yet: Event lead"


def test_the_roster_as_text_holds_no_numbers():
    assert "215-555" not in roster_text(sheet())
    assert "East approach, pair: nobody yet" in roster_text(sheet())


def entries(one, **how):
    made = calendar(one, workspace=1, event=7, now=NOW, **how)
    return Calendar.from_ical(made).walk("VEVENT")


def test_a_calendar_holds_the_event_and_what_is_due():
    event, *dues = entries(sheet(), version=3)

    assert event["summary"] == NAME
    assert event["location"] == "McPherson Square"
    assert event["uid"] == "event-7@coalition-1"
    assert event["sequence"] == 3
    assert event.decoded("dtstart") == START
    open_now = [t for t in sheet().tasks if not (t.done or t.folded or t.guarded)]
    assert [str(due["summary"]) for due in dues] == [task.text for task in open_now]


def test_a_calendar_of_a_closed_event_says_neither_what_nor_where():
    raw = calendar(closed(), workspace=1, event=7, now=NOW).decode()
    event, *dues = entries(closed())

    assert event["summary"] == "Event"
    assert "location" not in event
    assert {str(due["summary"]) for due in dues} == {"Event: something is due"}
    assert NAME not in raw
    assert "McPherson" not in raw
    assert "amily" not in raw


def test_nothing_to_print_is_refused():
    with pytest.raises(ValueError, match="One document"):
        fitting((), pages=1)
