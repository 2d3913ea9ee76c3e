import re
from datetime import date

import pytest
from pydantic import ValidationError

from knowledge.events.emergency.page import (
    CALL,
    Answer,
    Emergency,
    Page,
    alarm,
    answered,
    page,
    pages,
    shown,
)
from knowledge.events.facts import Facts
from knowledge.events.kinds import EventRole
from knowledge.events.scripts.script import Kind
from knowledge.language.lint import lint
from knowledge.sources import sources

FACTS = Facts(
    address="2800 Kensington Ave,\nnorth gate",
    exits="north and east",
    shelter="the school gym",
    meeting="the church steps",
    first_aid="at the red tent",
    children="the library door",
)
#: What nobody is ever told to do; it may stand only where a page says not to.
CONFRONTING = re.compile(
    r"\b(tackle|grab|restrain|confront|disarm|chase|follow (?:him|her|them)|take hold|subdue"
    r"|detain|hold (?:him|her|them)|fight back|approach|surround|stop the (?:driver|person))\b",
    re.IGNORECASE,
)


def words(one):
    return (one.title, one.call, one.say, one.tell, *one.steps, *one.never)


def test_there_is_a_page_for_each_of_the_nine_emergencies_of_c07():
    assert [one.emergency for one in pages()] == list(Emergency)
    assert len(pages()) == 9


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.emergency.value)
def test_a_page_is_read_at_a_glance(one):
    assert len(one.steps) <= 7
    assert all(len(text) <= 95 for text in words(one))
    assert isinstance(one.answer, Answer)
    assert isinstance(one.announces, EventRole)
    assert isinstance(one.script, Kind)


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.emergency.value)
def test_911_comes_first_and_hears_the_address(one):
    assert one.call.startswith("Call 911 first")
    assert "2800 Kensington Ave, north gate" in shown(one, FACTS).say


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.emergency.value)
def test_no_page_tells_anybody_to_confront(one):
    assert not [text for text in (one.call, *one.steps) if CONFRONTING.search(text)]
    assert all(text.startswith("Do not ") for text in one.never)


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.emergency.value)
def test_a_page_puts_people_first(one):
    assert [text for text in words(one) if lint(text, public=True)] == []


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.emergency.value)
def test_a_page_says_where_it_comes_from_and_when_it_was_reviewed(one):
    assert set(one.sources) - {"practice"} <= set(sources())
    assert set(one.sources) - {"practice"}
    assert one.reviewed == date(2026, 11, 22)


def test_a_page_without_facts_says_what_is_still_to_be_said():
    found = shown(page(Emergency.FIRE), Facts())

    assert found.say == "There is a fire. The address is [say where]."
    assert found.missing == ("address", "exits", "meeting")


def test_a_page_with_its_facts_misses_nothing():
    found = [shown(one, FACTS) for one in pages()]

    assert [one.missing for one in found] == [()] * 9
    assert not any("[say" in text or "{" in text for one in found for text in words(one))


def test_what_people_write_is_never_read_as_a_place_for_a_fact():
    found = shown(page(Emergency.FIRE), Facts(address="{exits} & <here>", exits="{0}", meeting="x"))

    assert found.say == "There is a fire. The address is {exits} & <here>."


def test_each_page_says_what_the_crowd_does():
    assert {answered(one) for one in Answer} == {
        "Everybody leaves",
        "Everybody moves inside",
        "Get away, or lock down",
        "Everybody stays where they are",
    }
    assert page(Emergency.FIRE).answer is Answer.EVACUATE
    assert page(Emergency.WEATHER).answer is Answer.MOVE_INSIDE
    assert page(Emergency.SHOTS).answer is Answer.LOCK_DOWN


def test_the_call_is_a_link_to_tap_and_no_page_is_the_alarm():
    assert CALL == "tel:911"
    assert alarm() == ("This is not an alarm. Nobody is alerted by this page: a person calls 911.")


@pytest.mark.parametrize(
    "changed",
    [
        {"steps": ("Too", "few")},
        {"steps": ("One thing to do.",) * 8},
        {"say": "We are at {nowhere}."},
        {"say": "x" * 96},
        {"sources": ()},
    ],
)
def test_a_page_that_is_wrong_is_refused_on_load(changed):
    good = page(Emergency.FIGHT).model_dump()

    with pytest.raises(ValidationError):
        Page.model_validate(good | changed)
