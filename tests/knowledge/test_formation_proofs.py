from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formation.items import item
from knowledge.formation.proofs import Facts, Proof, proofs

EVERYTHING = Facts(**{one.name: 12 for one in fields(Facts)})


def test_a_new_coalition_has_proven_nothing():
    assert proofs(Facts()) == {}


def test_everything_that_can_be_proven_is_a_step():
    assert set(proofs(EVERYTHING)) == {proof.value for proof in Proof}
    assert all(item(proof).id == proof for proof in Proof)


def test_partners_in_eight_sectors_are_a_map():
    seen = proofs(Facts(partners=12, sectors=9))

    assert seen == {"N03": "12 partners in 9 sectors"}
    assert proofs(Facts(partners=40, sectors=7)) == {}


@pytest.mark.parametrize(
    ("facts", "proof", "sentence"),
    [
        (Facts(meetings_held=1), "N05", "1 meeting held"),
        (Facts(partners_with_services=10), "N12", "10 partners with their services"),
        (Facts(understandings=1), "N16", "1 memorandum signed and in date"),
        (Facts(data_sharing=2), "N17", "2 data-sharing agreements signed and in date"),
        (Facts(data_use=1), "N18", "1 data-use license signed and in date"),
        (Facts(members=23, pledged=23), "N19", "All 23 members have given the pledge"),
        (Facts(goals=1), "N21", "1 goal with a date in the plan"),
        (Facts(strategies=3), "N22", "3 strategies in the plan"),
        (Facts(indicators_ready=3), "N23", "3 indicators with a baseline and an owner"),
        (Facts(actions=5, actions_ready=5), "N24", "All 5 actions in the plan have an owner"),
        (Facts(weekly_calls=2), "N29", "2 weekly calls held in the last month"),
        (Facts(reviews=1), "N30", "1 shooting review held"),
        (Facts(key_seats=1, seats_with_deputy=1), "N37", "The one key seat has a deputy"),
    ],
)
def test_each_proof_is_a_sentence_with_its_numbers(facts, proof, sentence):
    assert set(proofs(facts)) == {proof}
    assert proofs(facts)[proof].startswith(sentence)


@pytest.mark.parametrize(
    ("short", "proof"),
    [
        ({"pledged": 11}, "N19"),
        ({"actions_ready": 11}, "N24"),
        ({"weekly_calls": 1}, "N29"),
        ({"seats_with_deputy": 11}, "N37"),
        ({"partners_with_services": 9}, "N12"),
        ({"indicators_ready": 2}, "N23"),
        ({"strategies": 1}, "N22"),
    ],
)
def test_one_short_of_it_proves_nothing(short, proof):
    assert proof not in proofs(replace(EVERYTHING, **short))


@given(st.builds(Facts, **{one.name: st.integers(0, 200) for one in fields(Facts)}))
def test_no_count_leaves_a_gap_in_a_sentence(facts):
    assert all(said and "{" not in said for said in proofs(facts).values())
