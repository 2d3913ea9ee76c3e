from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.actions.reading import Drafted, read

#: A Sunday.
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "text", "due"),
    [
        ("call the school by friday", "call the school", "2026-11-27"),
        ("Call the school by Friday.", "Call the school", "2026-11-27"),
        ("call the school 3 dec", "call the school", "2026-12-03"),
        ("call the school Dec 3rd", "call the school", "2026-12-03"),
        ("call the school on december 3", "call the school", "2026-12-03"),
        ("call the school 12/3", "call the school", "2026-12-03"),
        ("call the school 2026-12-03", "call the school", "2026-12-03"),
        ("call the school, due 3 dec 2026", "call the school", "2026-12-03"),
        ("call the school due by 3 dec", "call the school", "2026-12-03"),
        ("call the school - 3 Dec", "call the school", "2026-12-03"),
        ("call the school (by Friday)", "call the school", "2026-11-27"),
        ("call the school tomorrow", "call the school", "2026-11-23"),
        ("call the school today", "call the school", "2026-11-22"),
        ("call the school friday", "call the school", "2026-11-27"),
        ("call the school fri 27 nov", "call the school", "2026-11-27"),
        ("call the school by wed", "call the school", "2026-11-25"),
        ("call the school by sunday", "call the school", "2026-11-29"),
        ("call the school this friday", "call the school", "2026-11-27"),
        ("call the school next friday", "call the school", "2026-11-27"),
        ("call the school next week", "call the school", "2026-11-29"),
        ("call the school by end of the month", "call the school", "2026-11-30"),
        ("call the school by the end of the week", "call the school", "2026-11-22"),
        ("call the school in two weeks", "call the school", "2026-12-06"),
        ("call the school within 10 days", "call the school", "2026-12-02"),
        ("call the school in 2w", "call the school", "2026-12-06"),
        ("call the school in a couple of weeks", "call the school", "2026-12-06"),
        ("call the school before friday", "call the school", "2026-11-26"),
        ("call the school before next week", "call the school", "2026-11-22"),
        ("call the school before december", "call the school", "2026-11-30"),
        ("call the school on sat", "call the school", "2026-11-28"),
        ("call the school by eow", "call the school", "2026-11-22"),
        ("call the school by the 3rd", "call the school", "2026-12-03"),
        ("call the school on the 31st", "call the school", "2026-12-31"),
        ("call the school by the 3rd of january", "call the school", "2027-01-03"),
        ("call the school monday 30 nov", "call the school", "2026-11-30"),
        ("on friday call the school", "call the school", "2026-11-27"),
        ("tomorrow, call the school", "call the school", "2026-11-23"),
        ("call the school by june", "call the school", "2027-06-30"),
        ("call the school by 5 march", "call the school", "2027-03-05"),
        ("call the school by thanksgiving", "call the school", "2026-11-26"),
        ("call the school thanksgiving", "call the school", "2026-11-26"),
        ("by friday call the school", "call the school", "2026-11-27"),
        ("friday: call the school", "call the school", "2026-11-27"),
        ("call the school by friday at 5pm", "call the school at 5pm", "2026-11-27"),
        ("call by friday about the 3 dec trip", "call about the 3 dec trip", "2026-11-27"),
    ],
)
def test_day_is_read_and_taken_out_of_the_words(typed, text, due):
    assert read(typed, TODAY) == Drafted(text, "", date.fromisoformat(due))


@pytest.mark.parametrize(
    "typed",
    [
        "call the school",
        "review last friday",
        "write up what happened since monday",
        "get a room for friday",
        "plan the summer",
        "print 200 cards",
        "budget 2026",
        "stop by the school",
        "call the school 24/7",
        "ask about june",
        "read the notes of 3 dec",
        "call the school by the time it opens",
        "sat with the family",
        "ask where they sat",
        "hold the room until friday",
        "patrol 5th",
        "read the end of it",
        "say this much",
        "ask the parents on the 99th",
        "wait by 9999 days",
        "call 3 dec and 4 dec",
        "friday",
        "",
    ],
)
def test_what_is_not_a_due_day_stays_in_the_words(typed):
    assert read(typed, TODAY) == Drafted(typed)


@pytest.mark.parametrize(
    ("typed", "owner", "text"),
    [
        ("@lee call the school 3 dec", "lee", "call the school"),
        ("<@U123ABC> call the school 3 dec", "<@U123ABC>", "call the school"),
        ("<@U123ABC|lee>: call the school by 3 dec", "<@U123ABC>", "call the school"),
        ("call the school @lee by 3 dec", "lee", "call the school"),
        ("call the school by 3 dec @lee", "lee", "call the school"),
        ("call the school (@lee) 3 dec", "", "call the school (@lee)"),
        ("call the school by 3 dec for @lee", "lee", "call the school"),
        ("call @lee about the school by 3 dec", "", "call @lee about the school"),
        ("mail info@school.org by 3 dec", "", "mail info@school.org"),
    ],
)
def test_owner_is_who_is_mentioned_at_either_end(typed, owner, text):
    assert read(typed, TODAY) == Drafted(text, owner, date(2026, 12, 3))


def test_next_friday_on_a_wednesday_is_in_the_week_after():
    wednesday = date(2026, 11, 25)

    assert read("call next friday", wednesday).due == date(2026, 12, 4)
    assert read("call this friday", wednesday).due == date(2026, 11, 27)


@given(st.text())
def test_any_words_are_read_and_keep_their_letters(typed):
    seen = read(typed, TODAY)

    assert set(seen.text) <= set(typed) | {" "}


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 364))
def test_a_day_without_a_year_is_the_coming_one(today, ahead):
    day = today + timedelta(days=ahead)
    if (day.month, day.day) == (2, 29):
        return

    assert read(f"call {day:%B} {day.day}", today).due == day
