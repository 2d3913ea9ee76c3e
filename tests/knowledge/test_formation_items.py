import json
from pathlib import Path

import pytest

from knowledge.errors import UsageError
from knowledge.formation.items import Phase, item, items, phases


def test_thirty_eight_steps_are_numbered_in_order():
    assert [one.id for one in items()] == [f"N{number:02}" for number in range(1, 39)]


def test_six_phases_stand_in_their_order_and_hold_their_own_steps():
    assert [one.phase for one in phases()] == list(Phase)
    assert [len(one.items) for one in phases()] == [6, 6, 8, 8, 5, 5]
    assert all(step.phase is one.phase for one in phases() for step in one.items)


def test_every_step_says_each_thing_in_one_sentence_that_ends():
    for one in items():
        assert one.what.endswith("."), one.id
        assert one.how.endswith("."), one.id
        assert one.why.rstrip(")").endswith("."), one.id


def test_no_sentence_is_said_for_two_steps():
    said = [text for one in items() for text in (one.what, one.why, one.how)]

    assert len(set(said)) == len(said)


def test_a_step_is_found_by_its_number_however_it_is_typed():
    assert item(" n16 ").output == "memorandum of understanding"


def test_a_number_that_is_none_is_answered_with_those_there_are():
    with pytest.raises(UsageError, match="from N01 to N38"):
        item("N39")


def test_sources_and_phases_agree_with_the_brief():
    brief = Path(__file__).parents[3] / "shared" / "domain" / "domain.json"
    if not brief.exists():
        pytest.skip("the brief is not beside this checkout")
    told = json.loads(brief.read_text(encoding="utf-8"))["formation"]

    assert {one.id: list(one.sources) for one in items()} == {
        one["id"]: one["source"].split(",") for one in told
    }
    numbers = {phase: str(number) for number, phase in enumerate(Phase, 1)}
    assert {one.id: numbers[one.phase] for one in items()} == {
        one["id"]: one["phase"][0] for one in told
    }
