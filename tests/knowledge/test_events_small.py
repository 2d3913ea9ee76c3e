"""Small and soon: one screen, and four questions."""

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.events.items import items_for
from knowledge.events.kinds import EventType
from knowledge.events.profile import Profile
from knowledge.events.small import Question, first, is_small, questions

START = datetime(2026, 12, 1, 23, tzinfo=UTC)
FAR = START - timedelta(days=40)


def profile(attendance=None, kind=EventType.BLOCK_PARTY):
    return Profile(kind, START, attendance=attendance)


@pytest.mark.parametrize(
    ("attendance", "ahead", "small"),
    [
        (40, timedelta(days=40), True),
        (99, timedelta(days=40), True),
        (100, timedelta(days=40), False),
        (100, timedelta(hours=72), False),
        (100, timedelta(hours=71, minutes=59), True),
        (5_000, timedelta(hours=1), True),
        (None, timedelta(hours=72), False),
        (None, timedelta(hours=71), True),
        (100, timedelta(hours=-1), True),
    ],
)
def test_event_is_small_with_few_people_or_little_time(attendance, ahead, small):
    assert is_small(profile(attendance), now=START - ahead) is small


def test_forty_person_cookout_is_asked_four_questions():
    assert questions(profile(40), now=FAR) == (
        Question.ATTENDANCE,
        Question.END,
        Question.PLACE,
        Question.ALCOHOL,
    )


@pytest.mark.parametrize("kind", EventType)
def test_small_event_of_any_type_is_asked_four_and_a_large_one_all(kind):
    assert len(set(questions(profile(40, kind), now=FAR))) == 4
    assert questions(profile(400, kind), now=FAR) == tuple(Question)
    assert questions(profile(40, kind), now=FAR)[0] is Question.ATTENDANCE


def test_vigil_begins_with_the_family_and_ends_with_aftercare():
    listed = first(profile(60, EventType.VIGIL), items_for(EventType.VIGIL))

    assert listed == ("V01", "V02", "C05", "C08", "V10", "V11", "V04", "V14", "C15", "V15")


@pytest.mark.parametrize("kind", EventType)
def test_crowd_managers_are_among_the_ten_where_a_crowd_comes_soon(kind):
    few = first(profile(249, kind), items_for(kind))
    many = first(profile(250, kind), items_for(kind))

    assert "C10" not in few
    assert "C10" in many
    assert len(few) == len(many) == 10


def test_what_a_coalition_retired_is_not_among_the_ten():
    kept = [one for one in items_for(EventType.VIGIL) if one.id != "V04"]

    assert "V04" not in first(profile(60, EventType.VIGIL), kept)
    assert len(first(profile(60, EventType.VIGIL), kept)) == 9
