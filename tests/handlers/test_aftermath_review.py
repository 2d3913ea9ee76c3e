"""`/event review`: what an event taught, asked for by who was on its plan."""

import pytest

from knowledge.events.day import EntryKind
from storage.events import entries
from tests.handlers.test_aftermath import DAY, TITLE, begin

__all__ = ["begin"]


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
