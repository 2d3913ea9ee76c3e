"""Indicators as they are kept: baseline and owner with versions, values by day."""

from datetime import date

import pytest

from knowledge.editing import ChangedMeanwhileError
from knowledge.indicators.keeping import Kept, Value
from storage import indicators
from tests.coalitions import open_coalition
from tests.conftest import NOW

ANA, LEE = "a" * 16, "b" * 16


def settle(session, workspace, version, by=ANA, **wanted):
    return indicators.settle(
        session,
        workspace=workspace,
        key="people_shot",
        version=version,
        wanted=wanted,
        by=by,
        now=NOW,
    )


def test_baseline_and_owner_are_kept_for_this_workspace_alone(tools, workspace):
    with tools.begin() as session:
        said = settle(session, workspace, 0, baseline="40 in 2025", owner=ANA)

    with tools.read() as session:
        assert said == Kept("people_shot", "", "40 in 2025", ANA, 1)
        assert indicators.kept(session, workspace=workspace) == {"people_shot": said}
        assert indicators.kept(session, workspace=workspace + 1) == {}
        assert indicators.one(session, workspace=workspace + 1, key="people_shot").version == 0


def test_a_second_baseline_set_meanwhile_is_shown_first(tools, workspace):
    with tools.begin() as session:
        settle(session, workspace, 0, baseline="40 in 2025")

        with pytest.raises(ChangedMeanwhileError):
            settle(session, workspace, 0, by=LEE, baseline="44 in 2025")
        assert settle(session, workspace, 0, by=LEE, owner=LEE).baseline == "40 in 2025"


def test_values_come_newest_first_and_one_a_day(tools, workspace):
    with tools.begin() as session:
        for day, value in ((20, 3), (22, 5), (21, 4)):
            entered = Value(date(2026, 11, day), value, None, ANA)
            assert indicators.enter(session, workspace=workspace, key="dose", value=entered) is None
        again = Value(date(2026, 11, 22), 6, 12, LEE)
        before = indicators.enter(session, workspace=workspace, key="dose", value=again)

        assert before == Value(date(2026, 11, 22), 5, None, ANA)
        found = indicators.values(session, workspace=workspace, last=2)
        assert found == {"dose": [again, Value(date(2026, 11, 21), 4, None, ANA)]}
        assert indicators.values(session, workspace=workspace + 1) == {}


def test_a_value_can_be_taken_back_once(tools, workspace):
    with tools.begin() as session:
        value = Value(date(2026, 11, 22), 5, None, ANA)
        indicators.enter(session, workspace=workspace, key="dose", value=value)

        assert not indicators.withdraw(session, workspace=workspace + 1, key="dose", on=value.on)
        assert indicators.withdraw(session, workspace=workspace, key="dose", on=value.on)
        assert not indicators.withdraw(session, workspace=workspace, key="dose", on=value.on)


def test_training_is_counted_of_everybody_in_a_seat(tools, workspace):
    open_coalition(tools, workspace)

    with tools.read() as session:
        assert indicators.training_days(session, workspace=workspace) == [None] * 8
