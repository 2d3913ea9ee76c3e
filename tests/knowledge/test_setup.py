from datetime import date, timedelta

import pytest

from knowledge.pauses import Pause, Scope
from knowledge.setup import owners
from knowledge.setup.defaults import CROWD_FROM, ZONES, crisis_lines, crowd_rule
from knowledge.setup.gaps import STALE, Answer, following, gaps
from knowledge.setup.owners import Owner
from knowledge.setup.privacy import promise
from knowledge.setup.questions import CHECKED, ORDER, Question, reason, title
from knowledge.windows import spell
from tests.conftest import NOW

TODAY = date(2026, 11, 22)


def everything(checked=TODAY):
    return {one: Answer("x", checked if one in CHECKED else None) for one in Question}


def test_zone_is_asked_before_files_whose_times_need_it():
    assert ORDER.index(Question.ZONE) < ORDER.index(Question.AREA)


def test_every_question_has_a_short_title_and_says_why_it_is_asked():
    for question in Question:
        assert 0 < len(title(question)) <= 30
        assert reason(question).endswith(".")


def test_back_never_leads_behind_the_seat_that_was_taken():
    assert Question.NAME.before is None
    assert Question.ZONE.before is Question.NAME


def test_missing_answers_are_gaps_in_order_with_the_command_that_fills_each():
    answers = everything()
    del answers[Question.POLICE], answers[Question.NAME]

    found = gaps(answers, today=TODAY)

    assert [one.question for one in found] == [Question.NAME, Question.POLICE]
    assert found[1].command == "/coalition setup police"


@pytest.mark.parametrize(("days", "expected"), [(STALE - 1, 0), (STALE, len(CHECKED))])
def test_what_nobody_checked_for_a_year_is_a_gap_that_says_when_it_was(days, expected):
    checked = TODAY - timedelta(days=days)

    found = gaps(everything(checked), today=TODAY)

    assert len(found) == expected
    assert all(spell(checked) in one.why for one in found)


def test_setup_goes_on_behind_what_was_answered_or_put_off():
    answered, later = {Question.COORDINATOR, Question.ZONE}, {Question.NAME}

    assert following(answered, later) is Question.AREA
    assert following(answered, later, after=Question.AREA) is Question.LANGUAGES
    assert following(set(Question), set()) is None


@pytest.mark.parametrize("owner", Owner)
def test_outreach_is_kept_out_of_slacks_whose_records_can_be_demanded(owner):
    assert owner.keeps_outreach == (owner in (Owner.NONPROFIT, Owner.OTHER))
    assert ("workspace of its own" in " ".join(owners.consequence(owner).split())) or (
        owner.keeps_outreach
    )


def test_911_comes_first_and_988_in_spanish_too():
    lines = crisis_lines()

    assert "911" in lines[0]
    assert any("988" in line and "AYUDA" in line for line in lines)


def test_crowd_rules_and_zones_fit_a_menu():
    assert all(len(crowd_rule(people)) <= 75 for people in CROWD_FROM)
    assert len(ZONES) == len(set(ZONES))


def test_promise_has_forty_words():
    assert len(promise().split()) == 40


@pytest.mark.parametrize(
    ("scope", "target", "channel", "place", "held"),
    [
        (Scope.ALL, "", "C1", "7", True),
        (Scope.ALL, "", None, None, True),
        (Scope.CHANNEL, "C1", "C1", None, True),
        (Scope.CHANNEL, "C1", "C2", "7", False),
        (Scope.PLACE, "7", "C2", "7", True),
        (Scope.PLACE, "7", "C2", None, False),
        (Scope.PLACE, "", "C2", "", False),
    ],
)
def test_pause_holds_what_it_is_aimed_at(scope, target, channel, place, held):
    pause = Pause(1, scope, target, NOW, "p1", NOW)

    assert pause.holds(channel=channel, place=place) == held
