"""`/partners`: the directory as members keep it, an entry with its contact, the form."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.partners.partner import PartnerDraft
from knowledge.partners.sectors import Sector
from storage import audit, partners, people
from storage.tables import Change, PartnerRow
from tests.conftest import NOW
from tests.handlers.examples import posts
from tests.handlers.rules import check_message
from tests.handlers.test_find import CASA, fill


@pytest.fixture
def priya(slack):
    return slack.person("Priya")


@pytest.fixture
def casa(slack, city):
    return fill(city, CASA)[0]


def open_entry(actor, name="Casa Esperanza"):
    actor.types(f"partners {name}", in_=actor.direct)
    return actor.clicks("Open", in_=actor.direct)


def acts(tools):
    with tools.read() as session:
        return [one.act for one in audit.entries(session, workspace=1)]


def kept(tools, partner, *, contact=False):
    with tools.read() as session:
        return partners.by_id(session, workspace=1, partner=partner, contact=contact)


def change(tools, partner, **wanted):
    with tools.begin() as session:
        other = people.ensure(session, workspace=1, slack_user="U0ANA", now=NOW).id
        partners.change(session, workspace=1, partner=partner, wanted=wanted, by=other, now=NOW)


def test_directory_goes_by_sector_to_the_direct_message(slack, lee, room, casa):
    seen = lee.types("/partners", in_=room)

    assert "Partners: 8 partners. The list is in your messages with me." in seen
    assert not posts(slack, room)
    (told,) = posts(slack, lee.direct)
    check_message(told["text"], told["blocks"])
    listed = lee.sees("Mercy Hospital", in_=lee.direct)
    assert listed.index("Residents, survivors") < listed.index("Hospitals, public")
    assert "Housing, Food · walk-in · confirmed 1 Nov 2026" in listed


def test_visitor_is_refused_the_directory_and_told_what_works(slack, casa):
    seen = slack.person("Walter").types("/partners", in_=slack.channel("coalition"))

    assert "You are a visitor here" in seen
    assert "/find" in seen


def test_pages_turn_in_place(slack, city, lee):
    fill(city, *(replace(CASA, name=f"House {letter}") for letter in "ABCDEFGHIJKL"))
    lee.types("partners", in_=lee.direct)

    lee.clicks("9 more", in_=lee.direct)
    assert "House L" in lee.sees("Back", in_=lee.direct)
    assert len(posts(slack, lee.direct)) == 1
    lee.clicks("Back", in_=lee.direct)
    lee.sees("9 more", in_=lee.direct)


def test_one_sector_can_be_chosen_or_typed(lee, casa):
    assert "Mercy Hospital" in lee.types("partners health care", in_=lee.direct)
    lee.does_not_see("Casa Esperanza", in_=lee.direct)

    lee.chooses("Schools and colleges", of="Sector", in_=lee.direct)
    lee.sees("Riverside Schools", in_=lee.direct)


def test_search_finds_by_name_and_by_service(lee, casa):
    assert "Casa Esperanza" in lee.types("partners esperansa", in_=lee.direct)
    assert "Casa Esperanza" in lee.types("partners shelter", in_=lee.direct)


def test_entry_shows_its_contact_and_leaves_one_line(lee, city, casa):
    seen = open_entry(lee)

    assert "Contact, for members only: Marisol, 215-555-0199" in seen
    assert acts(city) == ["contact.read"]
    lee.closes()
    lee.does_not_see("Marisol")


def test_partner_is_added_in_the_form_and_found_at_once(lee, room, city):
    lee.types("/partners add", in_=room)
    lee.fills("Name", "Hope Legal Clinic")
    lee.chooses("Violence intervention, victim services, reentry, legal aid", of="Sector")
    lee.chooses(["Legal help"], of="What they offer")
    lee.fills("Open", "mon to fri 9 to 5")
    lee.chooses(["Spanish"], of="Languages")
    lee.fills("Places they serve", "Kensington; Fairhill")
    lee.fills("Whom to ask there", "Dee")
    seen = lee.submits()

    assert "Added, and confirmed today." in seen
    assert "Open: Mon–Fri 9 am–5 pm" in seen
    lee.closes()
    assert "Hope Legal Clinic" in lee.types("find lawyer fairhill es", in_=lee.direct)
    assert "partner.added" in acts(city)


def test_addition_is_undone_by_one_click(lee, room, city):
    lee.types("/partners add", in_=room)
    lee.fills("Name", "Oops")
    lee.chooses("Youth", of="Sector")
    lee.submits()

    seen = lee.clicks("Undo")

    assert "Taken back." in seen
    assert "Archived: in no search and no list." in seen
    lee.closes()
    assert "Nothing found" in lee.types("/find oops", in_=room)


def test_mention_offers_the_form_by_a_button(slack, lee, room):
    lee.types(f"@{slack.hub.bot.name} partners add", in_=room)
    lee.clicks("Add a partner", in_=room)

    assert lee.dialog is not None


def test_what_cannot_be_is_shown_at_its_field(lee, room):
    lee.types("/partners add", in_=room)
    lee.fills("Name", "Hope")
    lee.chooses("Youth", of="Sector")
    lee.fills("Open", "whenever the moon is full")
    seen = lee.submits()
    assert lee.dialog is not None
    assert "Added" not in seen

    lee.fills("Open", "24/7")
    lee.fills("Phone for families", "no phone")
    assert "does not look like a phone number" in lee.submits()


def test_entry_that_looks_alike_is_suggested_and_can_be_opened(lee, room, casa):
    lee.types("/partners add", in_=room)
    lee.fills("Name", "Mercy Hospitals")
    lee.chooses("Hospitals, public and behavioral health", of="Sector")
    seen = lee.submits()

    assert "Looks like Mercy Hospital (Health care). The same?" in seen
    assert "Edit" in lee.clicks("Yes, open that")


def test_entry_that_looks_alike_is_added_anyway_when_somebody_is_sure(lee, room, city):
    lee.types("/partners add", in_=room)
    lee.fills("Name", "Mercy Hospitals")
    lee.chooses("Hospitals, public and behavioral health", of="Sector")
    lee.submits()

    assert "Added" in lee.submits()


def test_edit_is_saved_and_undone(lee, city, casa):
    open_entry(lee)
    lee.clicks("Edit")
    lee.fills("Phone for families", "215-555-0100")
    seen = lee.submits()

    assert "Saved." in seen
    assert kept(city, casa).phone == "215-555-0100"
    lee.clicks("Undo")
    assert kept(city, casa).phone == "215-555-0142"
    assert [one for one in acts(city) if one != "contact.read"] == [
        "partner.edited",
        "partner.undone",
    ]


def test_saving_unchanged_says_so_and_offers_no_undo(lee, city, casa):
    open_entry(lee)
    lee.clicks("Edit")
    seen = lee.submits()

    assert "Nothing was changed." in seen
    assert "Undo" not in seen


def test_two_people_editing_other_fields_both_keep_theirs(lee, city, casa):
    open_entry(lee)
    lee.clicks("Edit")
    lee.fills("Phone for families", "215-555-0100")
    change(city, casa, address="99 Side Street")

    assert "Saved." in lee.submits()
    assert (kept(city, casa).phone, kept(city, casa).address) == ("215-555-0100", "99 Side Street")


def test_second_editor_of_a_field_sees_what_changed_and_saves_on_purpose(lee, city, casa):
    open_entry(lee)
    lee.clicks("Edit")
    lee.fills("Phone for families", "215-555-0100")
    change(city, casa, phone="215-555-0111")

    seen = lee.submits()

    assert "changed this while you had it open" in seen
    assert "@ana" in seen
    assert "Phone: 215-555-0111" in seen
    assert "'initial_value': '215-555-0100'" in str(lee.dialog.body)
    assert kept(city, casa).phone == "215-555-0111"
    assert "Saved." in lee.submits()
    assert kept(city, casa).phone == "215-555-0100"


def test_undo_after_somebody_built_on_it_is_refused_in_words(lee, city, casa):
    open_entry(lee)
    lee.clicks("Edit")
    lee.fills("Phone for families", "215-555-0100")
    lee.submits()
    change(city, casa, phone="215-555-0111")

    assert "Somebody changed this" in lee.clicks("Undo")
    assert kept(city, casa).phone == "215-555-0111"


def test_still_right_is_one_click(lee, city, casa):
    open_entry(lee)
    lee.clicks("Still right")

    lee.sees("Confirmed. Thank you.")
    assert kept(city, casa).confirmed_on == date(2026, 11, 22)


def test_archive_asks_first_and_can_be_undone(lee, city, casa):
    open_entry(lee)
    assert "It leaves every search and list." in lee.clicks("Archive")
    lee.confirms()

    assert kept(city, casa).archived
    lee.clicks("Undo")
    assert not kept(city, casa).archived


def test_partner_that_people_sit_for_is_not_archived(lee, city):
    open_entry(lee, "Mercy Hospital")
    lee.clicks("Archive")
    seen = lee.confirms()

    assert "1 person sits for this organization, so it stays as it is." in seen
    with city.read() as session:
        assert session.query(PartnerRow).filter_by(name="Mercy Hospital").one().archived_at is None


def test_sector_of_people_who_sit_waits_for_a_second_person(lee, city):
    open_entry(lee, "Mercy Hospital")
    lee.clicks("Edit")
    lee.chooses("Youth", of="Sector")
    lee.fills("Address", "1 Main Street")
    seen = lee.submits()

    assert "The sector waits for a second person" in seen
    with city.read() as session:
        row = session.query(PartnerRow).filter_by(name="Mercy Hospital").one()
        (proposed,) = session.query(Change).filter_by(kind="sector")
    assert (row.sector, row.address) == ("healthcare", "1 Main Street")
    assert proposed.after["sector"] == Sector.YOUTH


def test_outreach_of_people_who_sit_is_refused_at_its_field(lee, city):
    open_entry(lee, "Mercy Hospital")
    lee.clicks("Edit")
    lee.chooses(["It does street outreach"], of="And")

    assert "People sit for this organization" in lee.submits()


def test_entry_archived_meanwhile_says_so_when_pressed(lee, city, casa):
    lee.types("partners esperanza", in_=lee.direct)
    with city.begin() as session:
        partners.archive(session, workspace=1, partner=casa, by="", now=NOW)

    assert "Archived: in no search" in lee.clicks("Open", in_=lee.direct)


def test_long_and_foreign_words_fit_every_message(slack, city, lee):
    draft = PartnerDraft(
        name="م" * 120, sector=Sector.YOUTH, refer="*" * 300, contact="_" * 200,
        places=tuple(f"Place {n}" * 8 for n in range(30)),
    )  # fmt: skip
    fill(city, draft)

    lee.types("partners youth", in_=lee.direct)
    seen = lee.clicks("Open", in_=lee.direct)

    assert "Youth" in seen


def test_stale_list_names_what_nobody_confirmed(lee, city):
    fill(city, CASA, confirmed_on=NOW.date() - timedelta(days=90))

    seen = lee.types("partners stale", in_=lee.direct)

    assert "Casa Esperanza" in seen
    assert "Mercy Hospital" not in seen


def test_text_of_an_open_entry_goes_to_the_messages_and_the_entry_says_so(slack, lee, casa):
    open_entry(lee)

    assert "The text is in your messages with me." in lee.clicks("Send as text")
    lee.closes()
    assert "Ready to copy into a text message:" in lee.sees("12 Front Street", in_=lee.direct)
