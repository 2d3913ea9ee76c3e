"""The language that says when an item applies."""

import pytest

from knowledge.errors import DataError
from knowledge.events.conditions import Known, applies
from knowledge.events.items import items
from knowledge.events.kinds import Tier, Venue


@pytest.mark.parametrize(
    ("condition", "known", "answer"),
    [
        ("", Known(), True),
        ("attendance>=250", Known(attendance=250), True),
        ("attendance>=250", Known(attendance=249), False),
        ("attendance >= 250", Known(attendance=0), False),
        ("attendance>=250", Known(), None),
        ("tier>=moderate", Known(tier=Tier.MODERATE), True),
        ("tier>=moderate", Known(tier=Tier.VERY_HIGH), True),
        ("tier>=moderate", Known(tier=Tier.LOW), False),
        ("tier>=moderate", Known(), None),
        ("venue in street,park,route", Known(venue=Venue.PARK), True),
        ("venue in street, park", Known(venue=Venue.INDOOR), False),
        ("venue in street,park,route", Known(), None),
        ("attendance>=100 or tier>=moderate", Known(attendance=100, tier=Tier.LOW), True),
        ("attendance>=100 or tier>=moderate", Known(attendance=99, tier=Tier.LOW), False),
        ("attendance>=100 or tier>=moderate", Known(attendance=99), None),
        ("attendance>=100 or tier>=moderate", Known(tier=Tier.HIGH), True),
    ],
)
def test_condition_holds_or_not_or_is_not_known(condition, known, answer):
    assert applies(condition, known) is answer


@pytest.mark.parametrize(
    "condition",
    [
        "attendance<250",
        "attendance>=many",
        "tier>=enormous",
        "venue in space",
        "weather>=3",
        "attendance>=2 and tier>=low",
        "attendance>=2 or ",
        "__import__('os')",
    ],
)
def test_condition_that_cannot_be_read_is_told_with_the_right_form(condition):
    with pytest.raises(DataError, match="attendance>=100, tier>=moderate"):
        applies(condition, Known())


def test_every_condition_of_the_product_can_be_read():
    assert {applies(one.applies_if, Known()) for one in items().values()} == {True, None}
