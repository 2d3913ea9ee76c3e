import json

import pytest
import typer
from typer.testing import CliRunner

from handlers.events import shell
from handlers.events.risk import read
from knowledge.errors import UsageError
from knowledge.events.factors import Factor
from knowledge.events.risk import THREAT, UNKNOWN, Answer
from tests.knowledge.test_events_risk import WORKED


def no_database():
    raise AssertionError("The planning level needs no database.")


@pytest.fixture
def event():
    app = typer.Typer()
    app.add_typer(shell.commands(no_database), name="event")
    return lambda *words: CliRunner().invoke(app, ["event", "risk", *words])


def typed(values):
    words = ["unknown" if one is None else str(one) for one in values]
    pairs = zip(Factor, words, strict=True)
    return [part for key, value in pairs for part in ("--factor", f"{key}={value}")]


@pytest.mark.parametrize(("values", "score", "tier"), WORKED.values(), ids=WORKED)
def test_worked_case_prints_its_sum_and_tier(event, values, score, tier):
    found = json.loads(event(*typed(values), "--json").stdout)

    assert (found["score"], found["tier"]) == (score, tier)


def test_json_lists_rules_and_gaps_by_their_keys(event):
    found = json.loads(
        event("--factor", "audience=4", "--factor", "venue=unknown", "--json").stdout
    )

    assert found["overrides"] == ["rivals"]
    assert found["gaps"] == [one for one in Factor if one is not Factor.AUDIENCE]
    assert found["note"] == "A planning aid, not a prediction."


def test_a_threat_is_level_4_and_says_whom_to_tell(event):
    shown = event("--factor", "conflict=threat").stdout

    assert "Planning level 4 of 4 · 9 of 48" in shown
    assert "Call 911 first" in shown
    assert "a specific threat that outreach holds to be credible (4 of 4)" in shown
    assert "tell the police liaison, the event lead and the safety lead at once" in shown


def test_words_say_reasons_gaps_data_and_what_it_is_not(event):
    shown = event("--factor", "attendance=2", "--factor", "Entry-Control=4").stdout

    assert "Planning level 3 of 4" in shown
    assert "A planning aid, not a prediction. The points were typed here" in shown
    assert "How many come, at the peak: 250 to 999 (2 of 4)" in shown
    assert "Open and promoted online" in shown
    assert "Form of the place: not known yet (counted as 0 of 4)" in shown


def test_what_is_all_known_lists_no_gaps(event):
    shown = event(*typed([0] * 12)).stdout

    assert "NOT KNOWN" not in shown
    assert "WHAT COUNTS" not in shown


def test_nothing_given_is_nothing_known(event):
    assert json.loads(event("--json").stdout)["score"] == 7


def test_values_are_read_as_they_are_typed():
    assert read(["conflict=threat", "venue = 0", "hotspot=unknown"]) == {
        Factor.CONFLICT: THREAT,
        Factor.VENUE: Answer(0),
        Factor.HOTSPOT: UNKNOWN,
    }


@pytest.mark.parametrize("bad", ["crowd=2", "attendance2", "=3", ""])
def test_an_unknown_key_is_told_with_all_keys(bad):
    with pytest.raises(UsageError, match=r"attendance, entry_control, venue, .*environment"):
        read([bad])


@pytest.mark.parametrize("bad", ["venue=5", "venue=-1", "venue=threat", "venue=", "venue=²"])
def test_a_value_that_is_none_is_told_with_what_can_be_typed(bad):
    with pytest.raises(UsageError, match="venue takes 0, 1, 2, 3, 4 or unknown, not"):
        read([bad])


def test_a_wrong_conflict_value_is_told_of_threats():
    with pytest.raises(UsageError, match="or threat for a credible specific one"):
        read(["conflict=gang"])


def test_a_key_given_twice_is_told():
    with pytest.raises(UsageError, match="given twice"):
        read(["venue=1", "venue=2"])
