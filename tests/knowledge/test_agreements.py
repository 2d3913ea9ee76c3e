from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.agreements.agreement import (
    Agreement,
    Reminder,
    days_left,
    ending,
    in_date,
    reminders,
)
from knowledge.agreements.draft import AgreementDraft
from knowledge.agreements.tiers import Tier, kind, kinds, reviewed, uncovered
from knowledge.errors import UsageError

TODAY = date(2026, 11, 22)
SIGNED = Agreement(
    id=1,
    tier=Tier.DATA_SHARING,
    title="Hospital feed",
    parties=(3, 8),
    purpose="Add injuries that police do not hear of",
    fields=("place", "time", "mechanism"),
    retention="90 days",
    start=date(2026, 3, 1),
    end=date(2027, 2, 28),
)
DRAFT = AgreementDraft(
    tier=SIGNED.tier,
    title=SIGNED.title,
    parties=SIGNED.parties,
    purpose=SIGNED.purpose,
    fields=SIGNED.fields,
    retention=SIGNED.retention,
    start=SIGNED.start,
    end=SIGNED.end,
)


def test_three_tiers_each_cover_what_the_brief_asks():
    assert [one.tier for one in kinds()] == list(Tier)
    assert [len(one.clauses) for one in kinds()] == [11, 14, 6]
    assert {"police", "leaving"} <= {one.key for one in kind(Tier.MEMORANDUM).clauses}
    assert {"no_reidentification", "suppression", "breach"} <= {
        one.key for one in kind(Tier.DATA_SHARING).clauses
    }
    assert reviewed() == date(2026, 11, 22)


def test_clauses_that_are_not_settled_are_listed_in_order():
    left = uncovered(Tier.DATA_USE, ("question", "user", "end"))

    assert [one.key for one in left] == ["data_set", "no_reidentification", "publication"]


def test_reminders_come_60_30_and_7_days_before_the_last_day():
    assert reminders(SIGNED, TODAY) == (
        Reminder(date(2026, 12, 30), 60),
        Reminder(date(2027, 1, 29), 30),
        Reminder(date(2027, 2, 21), 7),
    )


def test_reminders_whose_day_has_passed_are_left_out_but_not_todays():
    assert [one.days for one in reminders(SIGNED, date(2027, 1, 29))] == [30, 7]
    assert reminders(SIGNED, date(2027, 2, 22)) == ()


def test_an_agreement_without_end_reminds_nobody():
    assert reminders(replace(SIGNED, end=None), TODAY) == ()
    assert days_left(replace(SIGNED, end=None), TODAY) is None


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_every_reminder_lies_between_today_and_the_end(today, end):
    for one in reminders(replace(SIGNED, end=end), today):
        assert today <= one.on < end
        assert one.on + timedelta(days=one.days) == end


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-02-28", False), ("2026-03-01", True), ("2027-02-28", True), ("2027-03-01", False)],
)
def test_first_and_last_day_both_count(day, holds):
    assert in_date(SIGNED, date.fromisoformat(day)) is holds


def test_agreements_that_end_soon_come_soonest_first():
    later = replace(SIGNED, id=2, end=date(2026, 12, 20))
    sooner = replace(SIGNED, id=3, end=date(2026, 12, 1))
    over = replace(SIGNED, id=4, end=date(2026, 11, 1))

    assert ending([SIGNED, later, sooner, over], TODAY, 30) == (sooner, later)


def test_a_full_draft_becomes_the_agreement():
    assert DRAFT.problems() == {}
    assert DRAFT.agreed(id=1) == SIGNED


def test_a_memorandum_needs_neither_fields_nor_an_end():
    draft = replace(DRAFT, tier=Tier.MEMORANDUM, fields=(), retention="", end=None)

    assert draft.problems() == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"parties": (3, 3)}, "parties"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "x" * 2_001}, "purpose"),
        ({"fields": (" ",)}, "fields"),
        ({"retention": ""}, "retention"),
        ({"start": None}, "start"),
        ({"end": None}, "end"),
        ({"end": date(2026, 2, 1)}, "end"),
    ],
)
def test_what_is_missing_is_said_at_its_field(change, field):
    draft = replace(DRAFT, **change)

    assert list(draft.problems()) == [field]
    with pytest.raises(UsageError):
        draft.agreed(id=1)


@pytest.mark.parametrize(
    "field", ["name", "Date of birth", "home address", "phone", "patient names", "Teléfono"]
)
def test_fields_that_say_who_somebody_is_are_refused(field):
    draft = replace(DRAFT, fields=("place", field))

    assert "places, never people" in draft.problems()["fields"]


@pytest.mark.parametrize("field", ["place", "time", "mechanism", "neighborhood", "weekday"])
def test_fields_about_places_are_taken(field):
    assert replace(DRAFT, fields=(field,)).problems() == {}
