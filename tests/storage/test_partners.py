"""Partners kept, searched and edited, on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import InvalidRequestError

from knowledge.editing import ChangedMeanwhileError
from knowledge.partners import asking, hours_reading
from knowledge.partners.partner import Capacity, PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from storage import partners, people, workspaces
from storage.partners import rows
from storage.partners.writing import GoneError
from storage.tables import Attendance, MeetingRow, PartnerRow, PartnerWord
from tests.conftest import NOW

ME, YOU = "a" * 16, "b" * 16
TODAY = date(2026, 11, 22)
SHELTER = PartnerDraft(
    name="Casa Esperanza",
    sector=Sector.ISSUE_ORGS,
    services=(Service.HOUSING, Service.FOOD),
    hours=hours_reading.read("Mon-Sun 8am-8pm"),
    languages=("en", "es"),
    places=("Kensington",),
    walk_in=True,
    capacity=Capacity.OPEN,
    refer="Walk in and ask for intake.",
    phone="215-555-0142",
    contact="Marisol, 215-555-0199",
)


@pytest.fixture
def shelter(tools, workspace):
    return add(tools, workspace, SHELTER)


def add(tools, workspace, draft, **more):
    with tools.begin() as session:
        return partners.add(session, workspace=workspace, draft=draft, by=ME, now=NOW, **more)


def change(tools, workspace, partner, **more):
    with tools.begin() as session:
        return partners.change(
            session, workspace=workspace, partner=partner, by=ME, now=NOW, **more
        )


def found(tools, workspace, words):
    with tools.read() as session:
        index = partners.index(session, workspace=workspace)
        finding = asking.read(words, places=index.places)
        matches = index.search(finding, moment=NOW)
        return [
            each.name
            for each in partners.several(
                session, workspace=workspace, ids=[match.id for match in matches]
            )
        ]


def words_of(tools, partner):
    with tools.read() as session:
        wanted = select(PartnerWord.kind, PartnerWord.word).where(PartnerWord.partner_id == partner)
        return set(session.execute(wanted))


def test_partner_comes_back_as_it_was_filled_in(tools, workspace, shelter):
    with tools.read() as session:
        kept = partners.by_id(session, workspace=workspace, partner=shelter.id, contact=True)

    assert PartnerDraft.of(kept) == SHELTER
    assert rows.unpacked(rows.packed(SHELTER)) == SHELTER


def test_contact_is_neither_in_the_database_nor_read_where_nobody_asked(tools, workspace, shelter):
    with tools.read() as session:
        bare = partners.by_id(session, workspace=workspace, partner=shelter.id)
        raw = session.execute(text("SELECT contact FROM partners")).scalar_one()
        listed = partners.page(session, workspace=workspace, start=0, most=10)

    assert bare.contact == listed[0].contact == ""
    assert "Marisol" not in raw


def test_row_without_its_contact_refuses_to_open_it(tools, workspace, shelter):
    from storage.partners.queries import _without_contact

    with tools.read() as session:
        row = session.scalars(_without_contact()).one()
        with pytest.raises(InvalidRequestError):
            _ = row.contact


def test_search_forgives_slips_and_takes_filters_in_any_order(tools, workspace, shelter):
    add(tools, workspace, replace(SHELTER, name="Food Only", services=(Service.FOOD,)))

    assert found(tools, workspace, "huosing kensigton es now") == ["Casa Esperanza"]
    assert found(tools, workspace, "now spanish Kensington housing") == ["Casa Esperanza"]
    assert found(tools, workspace, "housing khmer") == []


def test_search_sees_every_change_at_once(tools, workspace, shelter):
    assert found(tools, workspace, "housing") == ["Casa Esperanza"]

    change(tools, workspace, shelter.id, wanted={"name": "Hope House"})
    assert found(tools, workspace, "housing") == ["Hope House"]
    change(tools, workspace, shelter.id, wanted={"services": ["food"]})
    assert found(tools, workspace, "housing") == []
    added = add(tools, workspace, replace(SHELTER, name="Second"))
    assert found(tools, workspace, "housing") == ["Second"]
    with tools.begin() as session:
        partners.archive(session, workspace=workspace, partner=added.id, by=ME, now=NOW)
    assert found(tools, workspace, "housing") == []


def test_search_never_finds_another_workspace(tools, workspace, shelter):
    with tools.begin() as session:
        other = workspaces.bind(session, team="T1", name="Mine", now=NOW).id
        second = workspaces.bind(session, team="T2", name="Theirs", now=NOW).id

    assert other == workspace
    assert found(tools, second, "housing") == []
    with tools.read() as session:
        assert partners.by_id(session, workspace=second, partner=shelter.id) is None
        assert partners.names(session, workspace=second) == []
        assert partners.index(session, workspace=second).places == ()
    with pytest.raises(GoneError):
        change(tools, second, shelter.id, wanted={"name": "Mine now"})


def test_words_are_kept_in_step(tools, workspace, shelter):
    assert ("place", "Kensington") in words_of(tools, shelter.id)

    change(tools, workspace, shelter.id, wanted={"places": ["Fairhill"], "services": []})

    assert words_of(tools, shelter.id) == {
        ("language", "es"), ("language", "en"), ("place", "Fairhill"),
    }  # fmt: skip


def test_services_are_counted_without_archived_partners(tools, workspace, shelter):
    second = add(tools, workspace, replace(SHELTER, name="Second"))
    with tools.begin() as session:
        partners.archive(session, workspace=workspace, partner=second.id, by=ME, now=NOW)
        covered = partners.covered(session, workspace=workspace)

    assert covered == {Service.HOUSING: 1, Service.FOOD: 1}


def test_edits_of_different_fields_go_together(tools, workspace, shelter):
    change(tools, workspace, shelter.id, wanted={"phone": "215-555-0100"}, version=1)
    theirs = rows.packed(replace(SHELTER, address="12 Front Street"))

    saved = change(tools, workspace, shelter.id, wanted=theirs, version=1)

    assert (saved.phone, saved.address) == ("215-555-0100", "12 Front Street")
    assert saved.version == 3


def test_edits_of_the_same_field_are_refused_with_what_changed(tools, workspace, shelter):
    change(tools, workspace, shelter.id, wanted={"phone": "215-555-0100"}, version=1)

    with pytest.raises(ChangedMeanwhileError) as told:
        change(tools, workspace, shelter.id, wanted={"phone": "215-555-0111"}, version=1)

    assert told.value.edits[0].changed == {"phone": ("215-555-0142", "215-555-0100")}
    with tools.read() as session:
        kept = partners.by_id(session, workspace=workspace, partner=shelter.id)
    assert kept.phone == "215-555-0100"


def test_what_is_saved_unchanged_makes_no_version(tools, workspace, shelter):
    assert change(tools, workspace, shelter.id, wanted=rows.packed(SHELTER)).version == 1


def test_undo_takes_back_an_edit_and_an_addition(tools, workspace, shelter):
    edited = change(tools, workspace, shelter.id, wanted={"phone": "215-555-0100"})
    with tools.begin() as session:
        back = partners.undo(
            session, workspace=workspace, partner=shelter.id, version=edited.version, by=ME, now=NOW
        )
        gone = partners.undo(
            session, workspace=workspace, partner=shelter.id, version=1, by=ME, now=NOW
        )

    assert back.phone == "215-555-0142"
    assert gone.archived


def test_undo_never_overwrites_what_others_wrote_since(tools, workspace, shelter):
    edited = change(tools, workspace, shelter.id, wanted={"phone": "215-555-0100"})
    change(tools, workspace, shelter.id, wanted={"phone": "215-555-0111"})

    with tools.begin() as session, pytest.raises(ChangedMeanwhileError):
        partners.undo(
            session, workspace=workspace, partner=shelter.id, version=edited.version, by=ME, now=NOW
        )


def test_stale_entries_are_those_nobody_confirmed_for_ninety_days(tools, workspace, shelter):
    fresh = replace(SHELTER, name="Fresh")
    add(tools, workspace, fresh, confirmed_on=TODAY - timedelta(days=89))
    old = add(tools, workspace, replace(SHELTER, name="Old"), confirmed_on=date(2026, 8, 24))

    with tools.read() as session:
        listed, total = partners.stale(session, workspace=workspace, today=TODAY, most=1)
    assert ([one.name for one in listed], total) == (["Casa Esperanza"], 2)
    with tools.begin() as session:
        for one in (shelter, old):
            partners.confirm(
                session, workspace=workspace, partner=one.id, by=ME, now=NOW, today=TODAY
            )
        assert partners.stale(session, workspace=workspace, today=TODAY, most=9) == ([], 0)


def test_pages_are_by_sector_and_name(tools, workspace, shelter):
    for name, sector in (("zebra", Sector.YOUTH), ("Aa", Sector.YOUTH), ("Mid", Sector.MEDIA)):
        add(tools, workspace, PartnerDraft(name=name, sector=sector))

    with tools.read() as session:
        first = partners.page(session, workspace=workspace, start=0, most=3)
        rest = partners.page(session, workspace=workspace, start=3, most=3)
        youth = partners.count(session, workspace=workspace, sector=Sector.YOUTH)

    assert [one.name for one in first + rest] == ["Aa", "zebra", "Mid", "Casa Esperanza"]
    assert youth == 2


def test_names_are_searched_by_any_of_their_words(tools, workspace, shelter):
    add(tools, workspace, PartnerDraft(name="São José Center", sector=Sector.FAITH_FRATERNAL))

    with tools.read() as session:
        assert [name for _id, name in partners.names(session, workspace=workspace, typed="JOSE")]
        assert partners.names(session, workspace=workspace, typed="nobody") == []
        assert len(partners.names(session, workspace=workspace, most=1)) == 1


def test_import_is_withdrawn_but_for_what_was_changed_since(tools, workspace, shelter):
    at = NOW + timedelta(hours=1)
    with tools.begin() as session:
        one, two = (
            partners.add(
                session, workspace=workspace, draft=replace(SHELTER, name=name), by=ME, now=at
            )
            for name in ("One", "Two")
        )
    change(tools, workspace, two.id, wanted={"phone": ""})

    with tools.begin() as session:
        many = partners.withdraw_import(
            session,
            workspace=workspace,
            added_at=at,
            added_by=ME,
            by=ME,
            now=at + timedelta(hours=1),
            most=9,
        )
        kept = partners.every(session, workspace=workspace)

    assert many == 1
    assert [each.name for each in kept] == ["Casa Esperanza", "Two"]
    assert one.id not in [each.id for each in kept]


def test_sector_counts_by_seats_and_by_meetings(tools, workspace, shelter):
    with tools.begin() as session:
        person = people.ensure(session, workspace=workspace, slack_user="U1", now=NOW)
        person.partner_id, person.pledged_at = shelter.id, NOW
        for at, cancelled in ((NOW - timedelta(days=9), None), (NOW - timedelta(days=2), NOW)):
            meeting = MeetingRow(
                workspace_id=workspace, kind="monthly", title="Table", start=at, minutes=60,
                created_by=ME, created_at=NOW, cancelled_at=cancelled,
            )  # fmt: skip
            session.add(meeting)
            session.flush()
            session.add(
                Attendance(
                    workspace_id=workspace, meeting_id=meeting.id, sector="issue_orgs", people=2
                )
            )
        session.flush()
        came = partners.attended(session, workspace=workspace, until=NOW, zone="America/New_York")
        assert partners.by_sector(session, workspace=workspace) == {Sector.ISSUE_ORGS: 1}
        assert partners.seated(session, workspace=workspace, partner=shelter.id) == 1

    assert came == {Sector.ISSUE_ORGS: date(2026, 11, 13)}


def test_organisation_of_which_only_name_and_sector_are_known(tools, workspace):
    with tools.begin() as session:
        made = partners.add_organisation(
            session, workspace=workspace, name="Mercy Hospital", sector="healthcare", now=NOW
        )
        row = session.get_one(PartnerRow, made)

        again = partners.add_organisation(
            session, workspace=workspace, name="mercy hospital", sector="healthcare", now=NOW
        )

    assert (row.name, row.sector, row.confirmed_on) == ("Mercy Hospital", "healthcare", None)
    assert again == made


def test_of_two_who_save_the_same_field_at_once_one_is_told(tools, workspace, shelter):
    start = threading.Barrier(2)

    def save(phone):
        start.wait()
        try:
            change(tools, workspace, shelter.id, wanted={"phone": phone}, version=1)
        except ChangedMeanwhileError as error:
            return error
        return phone

    with ThreadPoolExecutor(2) as together:
        said = list(together.map(save, ("215-555-0101", "215-555-0102")))

    (told,) = [one for one in said if isinstance(one, ChangedMeanwhileError)]
    (won,) = [one for one in said if isinstance(one, str)]
    assert told.edits[0].changed["phone"][1] == won
    with tools.read() as session:
        assert partners.by_id(session, workspace=workspace, partner=shelter.id).phone == won
