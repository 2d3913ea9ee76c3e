from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.events import risk_words
from knowledge.events.factors import SCALES, Factor
from knowledge.events.kinds import EventRole, Tier
from knowledge.events.levels import levels
from knowledge.events.moves import moved, told
from knowledge.events.risk import (
    THREAT,
    TOLD_OF_THREAT,
    UNKNOWN,
    Answer,
    Override,
    assess,
    tier_of,
)

#: The brief's five worked cases (A3); None is what they say is not checked or has no data.
WORKED = {
    "Baltimore-style unpermitted party": (
        (2, 4, 3, 4, 3, 3, None, None, 3, 0, 4, 1),
        31,
        "very_high",
    ),
    "Daylight family vigil": ((1, 2, 2, 0, 0, 1, 1, 4, 2, 2, 1, 0), 16, "moderate"),
    "School volleyball": ((1, 1, 0, 1, 0, 3, 0, 0, 0, 0, 0, 0), 6, "low"),
    "Teen 3-on-3": ((1, 3, 2, 1, 0, 3, 3, 3, 3, 2, 2, 1), 24, "high"),
    "March of 1,200": ((3, 3, 4, 0, 0, 4, 1, 0, 0, 2, 1, 1), 19, "high"),
}
EASY = {factor: Answer(0) for factor in Factor}

points = st.none() | st.integers(0, 4)
answers = st.fixed_dictionaries(
    {}, optional={factor: points.map(Answer) for factor in Factor}
) | st.fixed_dictionaries(
    {Factor.CONFLICT: st.just(THREAT)},
    optional={factor: points.map(Answer) for factor in Factor if factor is not Factor.CONFLICT},
)


def given_points(values):
    return {factor: Answer(value) for factor, value in zip(Factor, values, strict=True)}


def with_points(**values):
    return EASY | {Factor(key): Answer(value) for key, value in values.items()}


@pytest.mark.parametrize(("values", "score", "tier"), WORKED.values(), ids=WORKED)
def test_worked_case_has_its_sum_and_tier(values, score, tier):
    found = assess(given_points(values))

    assert (found.score, found.tier) == (score, tier)


def test_the_party_that_grew_lists_what_nobody_checked():
    found = assess(given_points(WORKED["Baltimore-style unpermitted party"][0]))

    assert found.gaps == (Factor.CONFLICT, Factor.RECENT_SHOOTING)


def test_the_march_is_raised_by_who_comes_alone():
    found = assess(given_points(WORKED["March of 1,200"][0]))

    assert tier_of(found.score) is Tier.MODERATE
    assert found.overrides == (Override.RIVALS,)


@pytest.mark.parametrize(
    ("score", "tier"),
    [
        (0, "low"),
        (11, "low"),
        (12, "moderate"),
        (20, "moderate"),
        (21, "high"),
        (29, "high"),
        (30, "very_high"),
        (48, "very_high"),
    ],
)
def test_tier_begins_and_ends_where_the_scheme_says(score, tier):
    assert tier_of(score) == tier


def test_a_credible_threat_is_level_4_whatever_the_score():
    found = assess(EASY | {Factor.CONFLICT: THREAT})

    assert found.score == 4
    assert found.tier is Tier.VERY_HIGH
    assert found.overrides == (Override.CREDIBLE_THREAT,)


def test_a_threat_that_nobody_verified_is_four_points_and_no_more():
    found = assess(with_points(conflict=4))

    assert (found.tier, found.overrides) == (Tier.LOW, ())


def test_who_hears_of_a_threat_is_named():
    said = risk_words.threat()

    assert EventRole.LAW_LIAISON in TOLD_OF_THREAT
    assert "911 first" in said
    assert "police liaison" in said


@pytest.mark.parametrize(
    "pair",
    [("conflict", "recent_shooting"), ("conflict", "history"), ("recent_shooting", "history")],
)
def test_two_telling_factors_at_four_are_at_least_level_3(pair):
    found = assess(with_points(**dict.fromkeys(pair, 4)))

    assert (found.score, found.tier) == (8, Tier.HIGH)
    assert found.overrides == (Override.TWO_AT_FOUR,)


def test_one_telling_factor_at_four_raises_nothing():
    assert assess(with_points(history=4, conflict=3, recent_shooting=3)).overrides == ()


def test_open_entry_for_a_crowd_is_at_least_level_3():
    found = assess(with_points(entry_control=4, attendance=2))

    assert (found.tier, found.overrides) == (Tier.HIGH, (Override.OPEN_ENTRY,))


def test_open_entry_for_few_raises_nothing():
    assert assess(with_points(entry_control=4, attendance=1)).overrides == ()


def test_groups_that_oppose_one_another_are_at_least_level_3():
    found = assess(with_points(audience=4))

    assert (found.tier, found.overrides) == (Tier.HIGH, (Override.RIVALS,))


def test_a_rule_never_lowers_what_the_score_says():
    found = assess({factor: Answer(4) for factor in Factor})

    assert (found.score, found.tier) == (48, Tier.VERY_HIGH)


def test_nothing_known_is_scored_as_the_scheme_says_and_listed():
    found = assess({})

    assert found.score == 7
    assert {one.factor: one.points for one in found.factors if one.points} == {
        Factor.CONFLICT: 2,
        Factor.RECENT_SHOOTING: 2,
        Factor.HOTSPOT: 1,
        Factor.HISTORY: 2,
    }
    assert found.gaps == tuple(Factor)
    assert found.tier is Tier.LOW


def test_a_small_cookout_asked_four_questions_stays_at_level_1():
    asked = {
        Factor.ATTENDANCE: Answer(0),
        Factor.END_TIME: Answer(0),
        Factor.ENTRY_CONTROL: Answer(1),
        Factor.ALCOHOL: Answer(1),
    }

    assert assess(asked).tier is Tier.LOW


def test_conditions_read_the_level_without_open_items():
    found = assess(with_points(readiness=4, attendance=4, venue=4))

    assert (found.tier, found.planned) == (Tier.MODERATE, Tier.LOW)


@pytest.mark.parametrize("bad", [-1, 5])
def test_points_out_of_range_are_refused(bad):
    with pytest.raises(ValueError, match="0 to 4"):
        Answer(bad)


def test_only_the_conflict_answer_can_be_a_threat():
    with pytest.raises(ValueError, match="conflict"):
        assess({Factor.AUDIENCE: THREAT})


@given(answers, st.sampled_from(Factor), st.integers(1, 4))
def test_raising_any_factor_never_lowers_the_tier(start, factor, by):
    before = assess(start)
    counted = next(one.points for one in before.factors if one.factor is factor)
    threat = start.get(factor, UNKNOWN).threat
    raised = Answer(min(4, counted + by), threat=threat)
    after = assess({**start, factor: raised})

    assert after.tier.level >= before.tier.level
    assert after.planned.level >= before.planned.level


@given(answers)
def test_a_threat_never_lowers_the_tier(start):
    assert assess({**start, Factor.CONFLICT: THREAT}).tier is Tier.VERY_HIGH


@given(answers, st.none() | st.integers(0, 4))
def test_the_level_of_all_others_does_not_move_with_the_conflict_answer(start, conflict):
    changed = {**start, Factor.CONFLICT: Answer(conflict)}

    assert levels(changed).outside == levels(start).outside
    assert levels(start).added.level >= levels(start).planned.level


def test_every_factor_has_its_name_bands_and_sources():
    for scale in SCALES.values():
        assert scale.name
        assert all(scale.bands)
        assert scale.sources


def test_reasons_name_what_counts_most_first_and_the_rules():
    said = risk_words.reasons(assess(with_points(audience=4, venue=2)))

    assert said == (
        "Who comes: groups that oppose one another (4 of 4)",
        "Form of the place: a park (2 of 4)",
        "Groups that oppose one another are expected: at least level 3.",
    )


def test_gaps_say_how_they_were_counted():
    known = {factor: one for factor, one in EASY.items() if factor is not Factor.CONFLICT}

    assert risk_words.gaps(assess(known)) == (
        "Conflict, as outreach knows it: not known yet (counted as 2 of 4)",
    )


def test_the_level_says_what_it_is_not_and_how_far_the_data_goes():
    assert risk_words.level(Tier.HIGH) == "Planning level 3 of 4"
    assert risk_words.aid() == "A planning aid, not a prediction."
    assert "20 Nov 2026" in risk_words.data(date(2026, 11, 20))
    assert "No incident data" in risk_words.data(None)


@pytest.mark.parametrize("tier", Tier)
def test_every_tier_says_what_it_brings(tier):
    assert risk_words.brings(tier)


@pytest.mark.parametrize("override", Override)
def test_every_rule_has_its_sentence(override):
    assert "level" in risk_words.rule(override)


def test_what_moved_is_told_factor_by_factor():
    change = moved(
        assess(with_points(attendance=4, end_time=4, venue=3)),
        assess(with_points(attendance=4, end_time=4, venue=4)),
    )

    assert told(change) == (
        "Planning level 2 instead of 1.",
        "Form of the place: 1 point more.",
    )


def test_what_did_not_move_is_not_told():
    assert not moved(assess(EASY), assess(EASY))
    assert told(moved(assess(EASY), assess(EASY))) == ()


def test_learning_an_answer_is_told_even_at_the_same_points():
    change = moved(assess(EASY | {Factor.HOTSPOT: UNKNOWN}), assess(with_points(hotspot=1)))

    assert told(change) == (
        "Still planning level 1.",
        "Now known: Where the place stands in the hotspot ranking.",
    )


def test_forgetting_an_answer_is_told():
    change = moved(assess(with_points(venue=2)), assess(EASY | {Factor.VENUE: UNKNOWN}))

    assert "No longer known: Form of the place." in told(change)
    assert "Form of the place: 2 points fewer." in told(change)
