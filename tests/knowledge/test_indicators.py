from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from knowledge.agreements.agreement import Agreement
from knowledge.agreements.tiers import Tier
from knowledge.errors import UsageError
from knowledge.indicators.catalog import Type, indicator, indicators
from knowledge.indicators.measures import (
    Share,
    agreements_in_date,
    closed_on_time,
    presence,
    told,
    training_current,
    warning,
)
from knowledge.partners.sectors import Sector, standings
from knowledge.windows import Window

TODAY = date(2026, 11, 22)
SIGNED = Agreement(
    1, Tier.MEMORANDUM, "MOU", (1, 2), "Work together", (), "", date(2026, 1, 1), date(2026, 12, 31)
)


def test_sixteen_indicators_of_six_types_have_keys_of_their_own():
    assert len({one.key for one in indicators()}) == 16
    assert Counter(one.type for one in indicators()) == {
        Type.LAGGING: 4,
        Type.LEADING: 6,
        Type.PROCESS: 3,
        Type.CLIMATE: 1,
        Type.WORKFORCE: 1,
        Type.EQUITY: 1,
    }


def test_the_bot_computes_two_of_them_now():
    assert [one.key for one in indicators() if one.computed_by_bot] == [
        "sectors_and_actions",
        "agreements_and_training",
    ]


def test_an_unknown_key_is_answered_with_what_to_do():
    assert indicator("reach").type is Type.EQUITY
    with pytest.raises(UsageError, match="Choose one"):
        indicator("arrests")


def test_sectors_attend_when_they_came_within_90_days():
    attended = {Sector.SCHOOL: date(2026, 8, 24), Sector.YOUTH: date(2026, 8, 23)}
    seated = {Sector.SCHOOL, Sector.YOUTH, Sector.MEDIA}

    seen = presence(standings(seated, attended, TODAY))
    assert seen.seated == Share(3, 15)
    assert seen.attending == Share(1, 15)


def test_actions_count_in_the_period_they_were_due():
    november = Window(date(2026, 11, 1), date(2026, 12, 1))
    dues = [
        (date(2026, 11, 5), date(2026, 11, 5)),
        (date(2026, 11, 6), date(2026, 11, 7)),
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), date(2026, 11, 2)),
        (date(2026, 10, 31), date(2026, 10, 1)),
    ]

    assert closed_on_time(dues, november) == Share(1, 3)


def test_agreements_count_from_their_first_day_until_their_last():
    others = [
        replace(SIGNED, id=2, end=date(2026, 11, 21)),
        replace(SIGNED, id=3, start=date(2026, 11, 23)),
        replace(SIGNED, id=4, end=None),
    ]

    assert agreements_in_date([SIGNED, *others], TODAY) == Share(2, 3)


def test_training_holds_through_its_last_day():
    assert training_current([TODAY, date(2026, 11, 21), None], TODAY) == Share(1, 3)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(0, 0), "nothing to count yet"),
        (Share(4, 9), "4 of 9"),
        (Share(4, 10), "4 of 10 (40%)"),
        (Share(12, 15), "12 of 15 (80%)"),
    ],
)
def test_no_percentage_is_told_under_ten(share, words):
    assert told(share) == words


def test_a_count_under_ten_carries_its_warning():
    assert warning(9).startswith("Fewer than 10")
    assert warning(10) == ""


def test_a_part_larger_than_its_whole_is_refused():
    with pytest.raises(ValueError, match="between none and all"):
        Share(3, 2)
