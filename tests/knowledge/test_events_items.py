"""The 138 items of the domain brief are the product's own reviewed lists."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.errors import DataError
from knowledge.events.items import Item, Need, adapted, items, items_for, template
from knowledge.events.kinds import Category, EventRole, EventType, Phase
from knowledge.language.lint import lint
from knowledge.sources import sources

#: Id, list, phase, role, critical, sources and condition of each item as the brief has them.
FACTS = list(
    csv.DictReader(
        Path(__file__).with_name("events_items.csv").read_text(encoding="utf-8").splitlines()
    )
)
TYPES = tuple(EventType)


def kind_of(fact):
    return EventType.OTHER if fact["list"] == "core" else EventType(fact["list"])


def item(**changed):
    return Item.model_validate(items()["C30"].model_dump() | changed)


def test_every_item_of_the_brief_is_in_its_list_and_none_was_made_up():
    assert len(FACTS) == 138
    assert set(items()) == {fact["id"] for fact in FACTS}
    for fact in FACTS:
        assert fact["id"] in [one.id for one in items_for(kind_of(fact))]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_item_keeps_what_the_brief_says_of_it(fact):
    kept = items()[fact["id"]]

    assert kept.phase.value == fact["phase"]
    assert kept.role.value == fact["role"]
    assert kept.critical == (fact["critical"] == "yes")
    assert kept.applies_if == fact["applies_if"]
    assert " ".join(kept.sources).replace("practice", "K") == fact["sources"]


def test_every_type_inherits_the_core_and_other_has_the_core_alone():
    core = [one.id for one in items_for(EventType.OTHER)]

    assert len(core) == 36
    assert {kind.value: len(items_for(kind)) - 36 for kind in TYPES} == {
        "vigil": 17,
        "funeral": 10,
        "block_party": 16,
        "march": 15,
        "school_event": 16,
        "community_meeting": 12,
        "youth_tournament": 16,
        "other": 0,
    }
    assert all([one.id for one in items_for(kind)][:36] == core for kind in TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_type_has_medical_communication_voice_ending_and_aftercare(kind):
    listed = items_for(kind)

    assert {Category.MEDICAL, Category.COMMUNICATION} <= {one.category for one in listed}
    assert {need for one in listed for need in one.serves} == set(Need)


@pytest.mark.parametrize("kind", TYPES)
def test_first_ten_are_ten_of_the_list_with_conflict_ending_911_and_aftercare(kind):
    listed = {one.id: one for one in items_for(kind)}
    first = template(kind).first

    assert len(set(first)) == 10
    assert set(first) <= set(listed)
    assert template(kind).gives_way in first
    assert {"C08", "C15"} <= set(first)
    assert {Need.ENDING, Need.AFTERCARE} <= {need for one in first for need in listed[one].serves}
    assert Category.OUTREACH_PEACE in {listed[one].category for one in first}


def test_family_outreach_and_police_have_categories_of_their_own():
    found = Counter(one.category for one in items().values())

    assert items()["V01"].category is Category.FAMILY_VOICE
    assert items()["V03"].category is Category.OUTREACH_PEACE
    assert items()["C21"].category is Category.POLICE_FIRE_EMS
    assert set(found) == set(Category)
    assert all(
        one.role is not EventRole.LAW_LIAISON
        for one in items().values()
        if one.category in (Category.FAMILY_VOICE, Category.OUTREACH_PEACE)
    )


def test_every_item_says_why_where_that_comes_from_and_when_it_was_reviewed():
    for one in items().values():
        assert one.why.endswith(".")
        assert one.text.endswith(".")
        assert one.reviewed.year >= 2026
        assert set(one.sources) <= set(sources()) | {"practice"}
        assert one.cited()


def test_every_item_puts_people_first():
    said = [text for one in items().values() for text in (one.text, one.small or "", one.why)]

    assert [found for text in said for found in lint(text)] == []


def test_source_is_said_by_its_title_and_the_lack_of_one_is_admitted():
    assert (
        items()["C28"]
        .cited()
        .endswith(
            "Crowd manager rule in NFPA 1 (2021) and NFPA 101 (NFPA (as summarised by Frederick"
            " County MD and RI State Fire Marshal), 2021)"
        )
    )
    assert items()["V07"].cited() == "usual practice; no publication was found"
    assert item(sources=["own"]).cited() == "this coalition’s own"


def test_small_plan_asks_for_less():
    assert items()["C15"].told(small=True).startswith("Write the call list")
    assert items()["C15"].told().startswith("Write the communications plan")
    assert items()["C30"].told(small=True) == items()["C30"].text


def test_coalition_adds_changes_and_retires_items():
    core = items_for(EventType.OTHER)
    own = (item(id="XX01", text="Ask the block captain."), item(id="C30", text="Call us too."))

    changed = {one.id: one for one in adapted(core, own, retired={"C03"})}

    assert len(changed) == 36
    assert "C03" not in changed
    assert changed["C30"].text == "Call us too."
    assert list(changed)[-1] == "XX01"


@pytest.mark.parametrize(
    "slip", [{"phase": "T-2"}, {"sources": []}, {"sources": ["Z1"]}, {"note": "?"}, {"id": "c1"}]
)
def test_item_with_a_slip_is_refused(slip):
    with pytest.raises(ValidationError):
        item(**slip)


def test_item_with_a_condition_that_nobody_can_read_is_refused():
    with pytest.raises(DataError, match="attendance >< 3"):
        item(applies_if="attendance >< 3")


def test_phases_are_due_as_many_hours_from_the_start_as_the_brief_says():
    assert [phase.offset.total_seconds() / 3600 for phase in Phase] == [
        -1440,
        -720,
        -336,
        -168,
        -24,
        0,
        24,
    ]
