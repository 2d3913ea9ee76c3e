import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from knowledge.partners import duplicates
from knowledge.partners.asking import read
from knowledge.partners.duplicates import Listed, likely_duplicates
from knowledge.partners.hours_reading import read as hours
from knowledge.partners.matching import Candidate, rank
from knowledge.partners.partner import Capacity, Partner
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service

#: A Tuesday, at two in the afternoon.
NOW = datetime(2026, 3, 3, 14, 0)  # noqa: DTZ001 - local
PLACES = ("Kensington", "Tioga")
DAYTIME, EVENING = hours("daily 9-5"), hours("daily 6pm-10pm")


def candidate(id_, name="Some Partner", **changes):
    return Candidate.of(
        replace(
            Partner(
                id_,
                name,
                Sector.ISSUE_ORGS,
                services=(Service.HOUSING,),
                languages=("en",),
                hours=DAYTIME,
                capacity=Capacity.OPEN,
                confirmed_on=date(2026, 2, 1),
            ),
            **changes,
        )
    )


def found(text, *candidates):
    return [match.id for match in rank(read(text, places=PLACES), candidates, moment=NOW)]


def test_walk_in_comes_first_then_open_then_room_then_confirmed_lately():
    listed = [
        candidate(1, confirmed_on=None),
        candidate(2, confirmed_on=date(2025, 1, 1)),
        candidate(3, confirmed_on=date(2026, 3, 1)),
        candidate(4, capacity=Capacity.FULL),
        candidate(5, hours=EVENING),
        candidate(6, hours=None),
        candidate(7, walk_in=True, hours=EVENING),
        candidate(8, walk_in=True),
    ]

    assert found("housing", *listed) == [8, 7, 3, 2, 1, 4, 6, 5]


def test_open_now_drops_what_is_closed_and_keeps_unknown_hours_last():
    listed = [candidate(1, hours=None), candidate(2, hours=EVENING), candidate(3)]

    matches = rank(read("housing now"), listed, moment=NOW)

    assert [(each.id, each.open) for each in matches] == [(3, True), (1, None)]


def test_place_language_and_walk_in_narrow_and_no_places_means_everywhere():
    listed = [
        candidate(1, places=("Kensington",), languages=("en", "es")),
        candidate(2, places=("Tioga",), languages=("es",)),
        candidate(3, languages=("es",), walk_in=True),
        candidate(4, services=(Service.FOOD,), languages=("es",)),
        candidate(5),
    ]

    assert found("housing kensington es", *listed) == [3, 1]
    assert found("walk-in", *listed) == [3]
    assert found("24/7", *listed, candidate(6, hours=hours("24/7"))) == [6]


def test_who_offers_more_of_what_was_asked_comes_first():
    both = candidate(1, services=(Service.FOOD, Service.HOUSING), confirmed_on=None)

    assert found("food housing", candidate(2), both) == [1, 2]


@pytest.mark.parametrize(
    "text", ["covenant mercy", "mercy covnant", "covenant mercy house", "Covenant"]
)
def test_name_is_found_through_typos_and_in_any_order(text):
    listed = [candidate(1, "Covenant Mercy House"), candidate(2, "Bridge of Light", walk_in=True)]

    assert found(text, *listed) == [1]


def test_full_name_wins_over_what_its_words_mean():
    library = candidate(1, "Kensington Food Library", services=(Service.SCHOOL,), hours=EVENING)
    food = candidate(2, services=(Service.FOOD,))

    assert found("kensington food library", library, food) == [1]
    assert found("kensington food", library, food) == [1, 2]
    assert found("food", library, food) == [2]


def test_stale_entries_are_marked():
    old, new = candidate(1, confirmed_on=date(2025, 12, 3)), candidate(2)

    matches = {each.id: each.stale for each in rank(read(""), [old, new], moment=NOW)}

    assert matches == {1: True, 2: False}


WORDS = (
    *("Hope", "Light", "Bridge", "Grace", "Unity", "River", "Spring", "Harvest", "New", "Life"),
    *("Covenant", "North", "Star", "Saint", "Mary", "James", "Bethel", "Zion", "Youth", "Mercy"),
    *("Anchor", "Garden", "Oak", "Willow", "Cedar", "Mission", "Open", "Door"),
)


def many(count=5000):
    chance = random.Random(1)
    weeks = [DAYTIME, EVENING, hours("Mon-Fri 9-12, 1-5; Sat 10-2"), hours("24/7"), None]
    return [
        candidate(
            at,
            f"{' '.join(chance.sample(WORDS, 3))} {at % 700}th Street",
            services=tuple(chance.sample(list(Service), 3)),
            hours=chance.choice(weeks),
            places=tuple(chance.sample(PLACES, chance.randint(0, 2))),
            walk_in=chance.random() < 0.5,
        )
        for at in range(count)
    ]


@pytest.mark.parametrize("text", ["huosing kensigton en now", "covnant mercy", ""])
def test_five_thousand_entries_are_ranked(text):
    assert rank(read(text, places=PLACES), many(), moment=NOW)


def entry(id_, name, sector=Sector.YOUTH, services=()):
    return Listed(id_, name, sector, frozenset(services))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Hope Center Inc.", "The Hope Center", True),
        ("Mothers in Charge", "Mothers In Charge, Inc", True),
        ("Covenant House", "Covenent House Philadelphia", True),
        ("St. Mary's", "Saint Marys", True),
        ("Saint Mary Church", "St. Mark Church", False),
        ("Free Library Kensington", "Free Library Tacony", False),
        ("Mothers Block Club 12", "Mothers Block Club 13", False),
        ("Center of Hope", "Hope House", False),
        ("Community Center", "Community Foundation", False),
    ],
)
def test_entries_of_nearly_one_name_are_suggested_as_one(one, two, same):
    pairs = likely_duplicates([entry(1, one), entry(2, two)])

    assert [(pair.first, pair.second) for pair in pairs] == ([(1, 2)] if same else [])
    assert bool(duplicates.like(entry(2, two), [entry(1, one), entry(2, two)])) == same


def test_same_name_is_no_duplicate_without_a_sector_or_service_in_common():
    church = entry(1, "New Hope", Sector.FAITH_FRATERNAL, [Service.FOOD])
    school = entry(2, "New Hope", Sector.SCHOOL, [Service.SCHOOL])
    pantry = entry(3, "New Hope", Sector.ISSUE_ORGS, [Service.FOOD])

    pairs = likely_duplicates([church, school, pantry])

    assert [(pair.first, pair.second, pair.likeness) for pair in pairs] == [(1, 3, 1.0)]


def test_branches_of_one_organization_are_not_suggested():
    branches = [
        entry(at, f"Boys and Girls Club of Philadelphia {name}")
        for at, name in enumerate(["Tioga", "Logan", "Frankford", "Olney", "Wissinoming"])
    ]

    assert likely_duplicates(branches) == []


def test_duplicates_among_five_thousand_are_found():
    listed = [Listed(each.id, each.name, Sector.YOUTH, each.services) for each in many()]
    twice = [*listed, replace(listed[17], id=9001)]

    pairs = likely_duplicates(twice)

    assert any((pair.first, pair.second) == (17, 9001) for pair in pairs)


def test_entry_to_compare_is_made_of_a_partner():
    made = Listed.of(Partner(3, "Bethel", Sector.FAITH_FRATERNAL, services=(Service.FOOD,)))

    assert made == entry(3, "Bethel", Sector.FAITH_FRATERNAL, [Service.FOOD])


def test_candidate_is_made_of_a_partner():
    made = candidate(4, "The St. Anne's Center")

    assert made.folded == "saint annes center"
    assert made.confirmed_on is not None
    assert NOW.date() - made.confirmed_on == timedelta(days=30)
