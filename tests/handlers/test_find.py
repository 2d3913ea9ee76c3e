"""`/find`: help for a family, as anybody in the workspace asks for it."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from knowledge.partners import hours_reading
from knowledge.partners.partner import Capacity, PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from storage import partners, workspaces
from tests.conftest import NOW
from tests.handlers.examples import posts
from tests.handlers.rules import check_message

CASA = PartnerDraft(
    name="Casa Esperanza",
    sector=Sector.ISSUE_ORGS,
    services=(Service.HOUSING, Service.FOOD),
    hours=hours_reading.read("Every day 8 am-8 pm"),
    languages=("es", "en"),
    places=("Kensington",),
    walk_in=True,
    capacity=Capacity.OPEN,
    refer="Ask for intake.",
    phone="215-555-0142",
    address="12 Front Street",
    contact="Marisol, 215-555-0199",
)
CLOSED = replace(
    CASA, name="Night House", hours=hours_reading.read("Mon-Fri 6 pm-11 pm"), walk_in=False
)


def fill(tools, *drafts, confirmed_on=date(2026, 11, 1)):
    with tools.begin() as session:
        workspace = workspaces.only(session, now=NOW).id
        return [
            partners.add(
                session, workspace=workspace, draft=draft, by="", now=NOW, confirmed_on=confirmed_on
            ).id
            for draft in drafts
        ]


@pytest.fixture
def filled(slack, city):
    fill(city, CASA, CLOSED)
    return slack


@pytest.fixture
def walter(slack):
    return slack.person("Walter")


def last(slack, actor):
    return posts(slack, actor.direct)[-1]


def test_visitor_gets_cards_in_their_messages_and_a_pointer_where_they_asked(filled, walter):
    general = filled.channel("coalition")

    seen = walter.types("/find huosing kensigton es now", in_=general)

    assert "Housing · in Kensington · Spanish · open now: 1 found." in seen
    told = last(filled, walter)
    check_message(told["text"], told["blocks"])
    assert not posts(filled, general)
    card = walter.sees("Casa Esperanza", in_=walter.direct)
    for shown in (
        "Open now, until 8 pm",
        "Languages: English, Spanish",
        "12 Front Street",
        "You can walk in.",
        "Confirmed 1 Nov 2026",
        "As of Sun noon",
    ):
        assert shown in card
    assert "Night House" not in card


def test_contact_of_a_partner_is_in_no_card(filled, walter):
    walter.types("find housing", in_=walter.direct)
    walter.clicks("Send as text")

    walter.does_not_see("Marisol")
    walter.does_not_see("0199")


def test_mention_and_message_find_the_same(filled, walter):
    room = filled.channel("coalition")

    walter.types(f"@{filled.hub.bot.name} find food", in_=room)
    assert "Casa Esperanza" in walter.sees("Food", in_=walter.direct)
    assert "Night House" in walter.types("find vivienda", in_=walter.direct)


def test_walk_in_and_open_come_first_and_closed_says_when_it_opens(filled, walter):
    seen = walter.types("find housing", in_=walter.direct)

    assert seen.index("Casa Esperanza") < seen.index("Night House")
    assert "Closed now, opens Mon 6 pm" in seen


def test_filters_go_in_any_order(filled, walter):
    for words in ("now es kensington housing", "spanish housing open kensington"):
        seen = walter.types(f"find {words}", in_=walter.direct)
        assert "Housing · in Kensington · Spanish · open now" in seen


def test_nothing_found_offers_the_nearest_and_the_click_finds_it(slack, city, walter):
    fill(city, CLOSED)
    room = slack.channel("coalition")

    seen = walter.types("/find housing es now", in_=room)

    assert "Nothing found for: Housing · Spanish · open now." in seen
    assert "Members of the coalition add them" in seen
    assert not posts(slack, walter.direct)
    walter.clicks("1 without “open now”")
    assert "Night House" in walter.sees("Housing · Spanish", in_=walter.direct)


def test_empty_directory_teaches_and_lets_a_member_add(slack, city, lee):
    room = slack.channel("hotspots")
    with city.begin() as session:
        from storage.tables import PartnerRow

        for row in session.query(PartnerRow):
            row.archived_at, row.version = NOW, row.version + 1

    assert "The directory is empty so far." in lee.types("/find housing", in_=room)
    lee.clicks("Add a partner")
    assert lee.dialog is not None


def test_find_alone_says_what_partners_offer(filled, walter):
    seen = walter.types("/find", in_=filled.channel("coalition"))

    assert "in any order" in seen
    walter.clicks("Food · 2")
    assert "Casa Esperanza" in walter.sees("Food", in_=walter.direct)


def test_more_cards_come_by_one_click(slack, city, walter):
    fill(city, *(replace(CASA, name=f"House {letter}") for letter in "ABCDEFGHIJKL"))

    seen = walter.types("find housing", in_=walter.direct)
    assert "12 found" in seen
    assert "House F" not in seen
    seen = walter.clicks("7 more")
    assert "House F" in seen
    assert "Cards 6 to 10." in seen
    assert "House L" in walter.clicks("2 more")


def test_card_as_text_fits_a_text_message_and_has_no_markup(slack, city, walter):
    fill(city, replace(CASA, name="*Casa* <b>", refer="x" * 300))
    walter.types("find housing", in_=walter.direct)

    walter.clicks("Send as text")

    told = last(slack, walter)
    check_message(told["text"], told["blocks"])
    text = told["blocks"][-1]["text"]
    assert text["type"] == "plain_text"
    assert len(text["text"]) < 600
    assert "*" not in text["text"]


def test_old_entry_says_that_nobody_confirmed_it(slack, city, walter):
    fill(city, CASA, confirmed_on=date(2026, 8, 1))

    seen = walter.types("find housing", in_=walter.direct)

    assert "Nobody confirmed this for 90 days: call before you go." in seen


def test_words_no_name_is_like_are_left_out_and_that_is_said(filled, walter):
    seen = walter.types("find food zulu", in_=walter.direct)

    assert "Nobody is named like “zulu”, so I left that out." in seen


def test_two_places_are_bad_usage_and_told_with_the_way_out(slack, city, walter):
    fill(city, CASA, replace(CASA, name="Bridge", places=("Fairhill",)))

    seen = walter.types("/find food kensington fairhill", in_=slack.channel("coalition"))

    assert "I can search one place at a time" in seen


def test_nobody_finds_anything_before_the_coalition_is_set_up(city, start):
    slack = start(city, opened=False)
    fill(city, CASA)

    seen = slack.person("Walter").types("/find housing", in_=slack.channel("coalition"))

    assert "This coalition is not set up yet" in seen
    assert "Casa" not in seen


def test_failure_after_the_pointer_is_told(filled, walter):
    filled.faults.fail("chat.postMessage", "internal_error")

    seen = walter.types("/find housing", in_=filled.channel("coalition"))

    assert "Something went wrong on my side" in seen


@pytest.mark.parametrize(
    "name", ["<!channel> *now* _x_", "בית חם ירושלים", "<@U0ANA> `rm`", ":bomb: house"]
)
def test_names_show_as_they_are_written(slack, city, walter, name):
    fill(city, replace(CASA, name=name))

    seen = walter.types("find housing", in_=walter.direct)

    (told,) = posts(slack, walter.direct)
    shown = "".join(str(block) for block in told["blocks"])
    assert "<!channel>" not in shown
    assert "<@U0ANA>" not in shown
    assert "1 found" in seen
    check_message(told["text"], told["blocks"])


def test_archived_card_pressed_later_says_so(slack, city, walter):
    (casa,) = fill(city, CASA)
    walter.types("find housing", in_=walter.direct)
    with city.begin() as session:
        partners.archive(session, workspace=1, partner=casa, by="", now=NOW + timedelta(days=1))

    assert "not in the directory any more" in walter.clicks("Send as text")


def test_card_is_printed_with_a_code_and_without_its_contact(slack, city, walter):
    fill(city, CASA)
    walter.types("/find housing now", in_=walter.direct)
    walter.clicks("Print", in_=walter.direct)

    (file,) = slack.hub.state.files.values()
    said = " ".join(
        page.extract_text()
        for page in PdfReader(BytesIO(slack.hub.state.journal.bytes_of(file.id))).pages
    )
    assert "Casa Esperanza" in said
    assert "12 Front Street" in said
    assert "point its camera here" in said
    assert "Marisol" not in said
