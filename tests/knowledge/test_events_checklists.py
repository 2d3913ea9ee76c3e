"""A coalition's own lists: which words hold where, and what no list may lose."""

from datetime import timedelta

import pytest

from knowledge.errors import RefusedError
from knowledge.events import checklists, conditions
from knowledge.events.checklists import CORE, PROTECTED, Own
from knowledge.events.items import Need, items, items_for
from knowledge.events.kinds import Category, EventType
from tests.conftest import NOW

VIGIL = EventType.VIGIL.value
WHOLE = {
    "id": "XX101", "phase": "T-7", "category": "medical", "role": "medical_lead",
    "text": "Borrow a second kit.", "why": "One was not enough.", "sources": ["own"],
    "reviewed": "2026-11-22",
}  # fmt: skip


def own(item, in_list=VIGIL, *, retired=False, wording=None, version=1):
    return Own(in_list, item, retired, "", wording, version, "p", NOW)


def by_id(of, *rows):
    return {one.id: one for one in checklists.listed(of, rows)}


@pytest.mark.parametrize("kind", EventType)
def test_untouched_list_is_the_products(kind):
    found = checklists.listed(kind.value, ())

    assert checklists.active(found) == items_for(kind)
    assert not any(one.own or one.adapted or one.retired or one.version for one in found)


def test_own_words_keep_the_rest_of_the_product():
    one = by_id(VIGIL, own("V07", wording={"text": "Walk it twice."}))["V07"]

    assert one.item.text == "Walk it twice."
    assert one.item.why == items()["V07"].why
    assert one.adapted
    assert not one.own


def test_words_as_an_older_version_kept_them_whole_still_hold():
    whole = items()["V07"].model_dump(mode="json") | {"text": "Walk it twice."}

    assert by_id(VIGIL, own("V07", wording=whole))["V07"].item.text == "Walk it twice."


def test_list_of_a_type_goes_before_the_core_for_the_same_item():
    rows = (
        own("C29", CORE, wording={"text": "For all."}),
        own("C29", wording={"text": "For vigils."}),
        own("C30", CORE, retired=True),
        own("C30", wording=None),
    )

    assert by_id(VIGIL, *rows)["C29"].item.text == "For vigils."
    assert by_id("march", *rows)["C29"].item.text == "For all."
    assert not by_id(VIGIL, *rows)["C30"].retired
    assert by_id("march", *rows)["C30"].retired


def test_own_item_is_on_the_list_it_was_added_to_and_no_other():
    assert by_id(VIGIL, own("XX101", wording=WHOLE))["XX101"].own
    assert "XX101" not in by_id("march", own("XX101", wording=WHOLE))
    assert "XX101" in by_id("march", own("XX101", CORE, wording=WHOLE))


def test_retired_item_is_known_and_not_planned():
    found = checklists.listed(VIGIL, (own("V07", retired=True),))

    assert "V07" in {one.id for one in found}
    assert "V07" not in {one.id for one in checklists.active(found)}


def test_item_that_the_product_gave_up_is_left_out():
    assert "Q01" not in by_id(VIGIL, own("Q01", retired=True))


def test_what_is_kept_is_only_what_differs():
    listed = by_id(VIGIL)["V07"]
    product = items()["V07"]
    after = listed.fields() | {"text": "Walk it twice."}

    kept = checklists.worded(product, "V07", after)
    assert kept == {"text": "Walk it twice.", "sources": [*product.sources, "own"]}
    assert checklists.worded(product, "V07", listed.fields()) is None
    assert checklists.worded(product, "V07", listed.fields() | {"reviewed": "2026-12-01"}) == {
        "reviewed": "2026-12-01"
    }


def test_review_alone_is_no_words_of_ones_own():
    one = by_id(VIGIL, own("V07", wording={"reviewed": "2026-12-01"}))["V07"]

    assert not one.adapted
    assert one.item.sources == items()["V07"].sources


def test_item_is_looked_at_again_after_a_year():
    one = by_id(VIGIL)["V07"]
    day = one.item.reviewed

    assert not one.due(day + timedelta(days=364))
    assert one.due(day + timedelta(days=365))
    assert not by_id(VIGIL, own("V07", retired=True))["V07"].due(day + timedelta(days=900))


@pytest.mark.parametrize("item", sorted(PROTECTED))
def test_protected_item_changes_its_words_alone_and_is_never_retired(item):
    kind = next(one for one in EventType if item in {each.id for each in items_for(one)})
    one = by_id(kind.value)[item]
    wanted = {"text": "New.", "role": "event_lead", "critical": False, "phase": "DAY"}
    assert checklists.sane(one, wanted) == {"text": "New."}

    after = by_id(kind.value, own(item, one.home if one.home == CORE else kind.value, retired=True))
    with pytest.raises(RefusedError, match="stays on the list"):
        checklists.check(one, after[item], {})


def test_what_a_products_item_stands_for_is_not_changed():
    one = by_id(VIGIL)["V04"]

    assert checklists.sane(one, {"serves": [], "phase": "DAY"}) == {"phase": "DAY"}


@pytest.mark.parametrize("need", ["medical", "communication", *Need])
def test_last_item_of_what_no_list_may_lose_is_not_retired(need):
    category = need in ("medical", "communication")
    those = [
        one
        for one in checklists.listed(VIGIL, ())
        if (one.item.category == need if category else need in one.item.serves)
    ]
    assert those
    rows = [own(one.id, one.home, retired=True) for one in those]
    found = checklists.listed(VIGIL, rows)

    last = next(one for one in found if one.id == those[-1].id)
    with pytest.raises(RefusedError, match="would then have no item for"):
        checklists.check(last, last, {EventType.VIGIL: found})


def test_own_item_for_it_lets_the_others_go():
    those = [one for one in checklists.listed(VIGIL, ()) if one.item.category is Category.MEDICAL]
    rows = [own(one.id, one.home, retired=True) for one in those]
    found = checklists.listed(VIGIL, [*rows, own("XX101", wording=WHOLE)])

    checklists.check(found[0], found[0], {EventType.VIGIL: found})
    assert checklists.missing(checklists.active(found)) == ()


def test_every_list_has_a_name_and_its_kinds():
    assert [checklists.name(one) for one in checklists.names()][:2] == [
        "Every event",
        "Vigil or memorial",
    ]
    assert checklists.kinds(CORE) == tuple(EventType)
    assert checklists.kinds(VIGIL) == (EventType.VIGIL,)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("", ""),
        ("attendance>=1000", "1,000 people or more come"),
        (
            "attendance>=100 or tier>=moderate",
            "100 people or more come or planning level 2 or higher",
        ),
        ("venue in street,park", "the place is: a street, a park"),
    ],
)
def test_condition_is_said_in_plain_words(condition, said):
    assert conditions.said(condition) == said


def test_conditions_of_all_items_can_be_said():
    assert all(conditions.said(one.applies_if) for one in items().values() if one.applies_if)
