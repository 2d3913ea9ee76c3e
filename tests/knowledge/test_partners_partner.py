from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.partners import card
from knowledge.partners.hours_reading import read as hours
from knowledge.partners.languages import CODES
from knowledge.partners.partner import (
    STALE,
    Capacity,
    DraftError,
    Partner,
    PartnerDraft,
    capacity_title,
    is_stale,
)
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service

TODAY = date(2026, 3, 2)
FULL = Partner(
    7,
    "Casa del Carmen",
    Sector.ISSUE_ORGS,
    services=(Service.HOUSING, Service.FOOD),
    hours=hours("Mon-Fri 9-5; Sat 10am-2pm"),
    languages=("en", "es"),
    places=("Kensington",),
    walk_in=True,
    capacity=Capacity.WAITING_LIST,
    refer="Ask for intake; bring any ID you have.",
    phone="215-555-0142 x3",
    address="4400 N Reese St",
    contact="MARKED-CONTACT",
    confirmed_on=date(2026, 2, 12),
)


def test_draft_puts_spaces_and_order_right():
    draft = PartnerDraft(
        "  Casa \n del  Carmen\u200b ",
        Sector.ISSUE_ORGS,
        services=(Service.FOOD, Service.HOUSING, Service.FOOD),
        languages=("es", "en", "es"),
        places=(" Kensington ", "", "Kensington"),
    )

    assert draft.name == "Casa del Carmen"
    assert draft.services == (Service.HOUSING, Service.FOOD)
    assert draft.languages == ("es", "en")
    assert draft.places == ("Kensington",)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": "x"}, "name", "organization's name"),
        ({"name": "—!—"}, "name", "organization's name"),
        ({"name": "x" * 121}, "name", "Shorten that to 120"),
        ({"refer": "x" * 301}, "refer", "Shorten that to 300"),
        ({"phone": "ask Maria"}, "phone", "215-555-0142"),
        ({"phone": "12"}, "phone", "215-555-0142"),
        ({"phone": "215-555-01422222222222222222"}, "phone", "215-555-0142"),
        ({"languages": ("xx",)}, "languages", "from the list"),
        ({"places": ("a;b",)}, "places", "by name"),
        ({"places": tuple(f"place {n}" for n in range(31))}, "places", "up to 30"),
    ],
)
def test_draft_names_the_field_that_cannot_be_taken(changes, field, says):
    with pytest.raises(DraftError, match=says) as refused:
        replace(PartnerDraft.of(FULL), **changes)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "phone",
    ["988", "211", "215-555-0142", "(215) 555-0142 ext. 12", "+1 215.555.0142", "2155550142 x3"],
)
def test_phone_numbers_of_all_kinds_are_taken(phone):
    assert replace(PartnerDraft.of(FULL), phone=phone).phone == phone


def test_entry_is_stale_after_ninety_days_or_when_never_confirmed():
    assert not is_stale(replace(FULL, confirmed_on=TODAY - timedelta(days=STALE - 1)), TODAY)
    assert is_stale(replace(FULL, confirmed_on=TODAY - timedelta(days=STALE)), TODAY)
    assert is_stale(replace(FULL, confirmed_on=None), TODAY)


def test_contact_shows_in_no_printed_form():
    assert "MARKED-CONTACT" not in f"{FULL!r} {PartnerDraft.of(FULL)!r}"


def test_card_says_what_a_family_needs():
    assert card.told(FULL) == (
        "Casa del Carmen\n"
        "Housing, Food\n"
        "Open: Mon–Fri 9 am–5 pm; Sat 10 am–2 pm\n"
        "Languages: English, Spanish\n"
        "Address: 4400 N Reese St\n"
        "Phone: 215-555-0142 x3\n"
        "You can walk in.\n"
        "Ask for intake; bring any ID you have.\n"
        "Waiting list.\n"
        "Confirmed 12 Feb 2026"
    )


def test_card_of_a_bare_entry_says_to_call():
    bare = Partner(1, "Bethel", Sector.FAITH_FRATERNAL, phone="988")

    assert card.told(bare) == (
        "Bethel\nPhone: 988\nCall first.\nNot confirmed yet: call before you go."
    )
    assert len({capacity_title(each) for each in Capacity}) == 4


text = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=400)


@given(name=text, refer=text, address=text, services=st.sets(st.sampled_from(Service)))
def test_card_is_short_and_never_holds_the_contact(name, refer, address, services):
    long = replace(
        FULL,
        name=name[:120],
        refer=refer[:300],
        address=address[:200],
        services=tuple(services),
        languages=CODES,
        hours=hours("Mon 9-12, 1-5; Tue 9:15-4:45; Wed 10-3; Thu 8-6; Fri 9-1; Sat, Sun 10-12"),
    )

    told = card.told(long)

    assert len(told) < card.LONGEST
    assert "MARKED-CONTACT" not in told
    assert "215-555-0142 x3" in told
    assert "Confirmed 12 Feb 2026" in told
