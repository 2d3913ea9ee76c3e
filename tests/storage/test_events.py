"""Events: who may see one, drafts, who is named, and what edits remember."""

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.events.event import State
from knowledge.events.kinds import EventRole, EventType, Venue
from knowledge.events.profile import Profile
from knowledge.events.visibility import Stage
from storage import events, people, revisions
from tests.coalitions import open_coalition
from tests.conftest import NOW

START = NOW + timedelta(days=10)
VIGIL = Profile(
    EventType.VIGIL, START, START + timedelta(hours=1), Venue.STREET, attendance=120, place="Corner"
)
PARTY = replace(VIGIL, type=EventType.BLOCK_PARTY, start=START + timedelta(days=1), alcohol=1)


@pytest.fixture
def seated(tools, workspace):
    return open_coalition(tools, workspace)


@pytest.fixture
def made(tools, workspace, seated):
    """Return a function that keeps an event of Grace's."""

    def make(profile=VIGIL, **more):
        with tools.begin() as session:
            return events.add(
                session, workspace=workspace, profile=profile, by=seated["GRACE"], now=NOW, **more
            )

    return make


@pytest.fixture
def sees(tools, workspace):
    """Return the titles that somebody sees."""

    def look(handle, **window):
        with tools.read() as session:
            member = people.member(session, workspace=workspace, slack_user=f"U0{handle}")
            found = events.visible(session, workspace=workspace, member=member, **window)
            assert all(
                events.may_see(session, workspace=workspace, member=member, event=one.id)
                for one in found
            )
            return [one.title for one in found]

    return look


def test_an_event_comes_back_as_it_was_kept(tools, workspace, made, seated):
    kept = made(title="For our son")

    with tools.read() as session:
        found = events.find(session, workspace=workspace, event=kept.id)
        hands = events.hands(session, workspace=workspace, event=kept.id)
    assert found == kept
    assert found.profile == VIGIL
    assert (found.stage, found.state, found.closed) == (Stage.CLOSED, State.PLANNED, True)
    assert [(one.role, one.person) for one in hands] == [(EventRole.EVENT_LEAD, seated["GRACE"])]


def test_a_closed_event_is_there_only_for_those_named(tools, workspace, made, sees, seated):
    kept = made(title="Vigil")
    assert sees("GRACE") == ["Vigil"]
    everybody_else = ("ANA", "SAMUEL", "MARCUS", "PRIYA", "LEE", "DANA", "WALTER", "JONAH")
    assert not [one for one in everybody_else if sees(one)]

    with tools.begin() as session:
        named = {"workspace": workspace, "event": kept.id, "role": EventRole.LAW_LIAISON}
        events.name_hand(session, **named, person=seated["DANA"], now=NOW)
    assert sees("DANA") == ["Vigil"]
    with tools.begin() as session:
        assert events.remove_hand(session, **named, person=seated["DANA"])
        assert not events.remove_hand(session, **named, person=seated["DANA"])
    assert sees("DANA") == []


def test_the_events_on_which_somebody_holds_a_role_are_found(tools, workspace, made, seated):
    party, vigil = made(PARTY), made()
    with tools.begin() as session:
        of = {"workspace": workspace, "person": seated["ROSA"]}
        liaison = EventRole.FAMILY_LIAISON
        for one in (party, vigil):
            events.name_hand(session, **of, event=one.id, role=liaison, now=NOW)
        events.name_hand(session, workspace=workspace, event=vigil.id, role=liaison, now=NOW)
        found = events.held(session, **of, role=liaison)
        assert [one.id for one in found] == [vigil.id, party.id]
        assert events.held(session, **of, role=EventRole.EVENT_LEAD) == []
        assert events.held(session, workspace=workspace, person="", role=liaison) == []
        assert events.held(session, **of | {"workspace": workspace + 1}, role=liaison) == []


def test_an_organisation_named_opens_nothing_to_its_people(tools, workspace, made, sees):
    kept = made()
    with tools.begin() as session:
        events.name_hand(
            session, workspace=workspace, event=kept.id, role="helper", partner=1, now=NOW
        )
    assert sees("ANA") == []
    assert sees("WALTER") == []


def test_an_open_event_is_there_for_members_and_a_public_one_for_all(made, sees):
    made(PARTY, title="Party")
    later = replace(PARTY, start=PARTY.start + timedelta(hours=1), end=None)
    made(later, title="Fair", stage=Stage.PUBLIC)

    assert sees("LEE") == ["Party", "Fair"]
    assert sees("WALTER") == ["Fair"]


def test_events_are_found_by_when_they_start(made, sees):
    made(PARTY, title="Party")

    assert sees("LEE", since=PARTY.start, until=PARTY.start + timedelta(hours=1)) == ["Party"]
    assert sees("LEE", until=PARTY.start) == []
    assert sees("LEE", since=PARTY.start + timedelta(minutes=1)) == []


def test_another_workspace_sees_none_of_it(tools, workspace, made):
    kept = made(PARTY)
    with tools.read() as session:
        assert events.find(session, workspace=workspace + 1, event=kept.id) is None
        assert events.hands(session, workspace=workspace + 1, event=kept.id) == []


def test_a_change_is_remembered(tools, workspace, made, seated):
    kept = made(PARTY)
    later = (PARTY.start + timedelta(days=1)).isoformat()
    with tools.begin() as session:
        changed = events.change(
            session,
            workspace=workspace,
            event=kept.id,
            changed={"start": later, "attendance": None, "title": PARTY.place and ""},
            by=seated["GRACE"],
            now=NOW,
        )
        edits = revisions.since(
            session, workspace=workspace, noun=events.NOUN, item=kept.id, version=kept.version
        )
    assert changed.start == changed.profile.start == PARTY.start + timedelta(days=1)
    assert changed.profile.attendance is None
    assert changed.version == kept.version + 1
    assert set(edits[0].changed) == {"start", "attendance"}


def test_nothing_changed_is_no_edit(tools, workspace, made, seated):
    kept = made(PARTY)
    with tools.begin() as session:
        again = events.change(
            session,
            workspace=workspace,
            event=kept.id,
            changed=events.values(kept),
            by=seated["GRACE"],
            now=NOW,
        )
    assert again == kept


def test_the_name_of_who_died_is_there_only_after_the_familys_yes(tools, workspace, made, seated):
    kept = made()
    with tools.begin() as session:
        events.change(
            session,
            workspace=workspace,
            event=kept.id,
            changed={"remembered": "A name"},
            by=seated["GRACE"],
            now=NOW,
        )
        before = events.find(session, workspace=workspace, event=kept.id)
        events.keep(session, workspace=workspace, event=kept.id, family_yes_by=seated["ROSA"])
    with tools.read() as session:
        after = events.find(session, workspace=workspace, event=kept.id)
    assert (before.family_yes, before.remembered) == (False, "")
    assert (after.family_yes, after.remembered) == (True, "A name")


def test_a_draft_keeps_each_answer_and_becomes_an_event(tools, workspace, seated, sees):
    grace = seated["GRACE"]
    with tools.begin() as session:
        draft = events.begin(session, workspace=workspace, by=grace, now=NOW)
        assert events.begin(session, workspace=workspace, by=grace, now=NOW) == draft
        events.answer(session, workspace=workspace, by=grace, answers={"type": "vigil"})
        kept = events.answer(session, workspace=workspace, by=grace, answers={"entry": None})
    assert kept.answers == {"type": "vigil", "entry": None}
    assert sees("GRACE") == []

    with tools.begin() as session:
        assert events.find(session, workspace=workspace, event=draft.id) is None
        made = events.add(
            session, workspace=workspace, profile=VIGIL, by=grace, now=NOW, draft=draft.id
        )
        assert events.draft(session, workspace=workspace, by=grace) is None
    assert made.id == draft.id


def test_a_draft_can_be_dropped(tools, workspace, seated):
    grace = seated["GRACE"]
    with tools.begin() as session:
        events.begin(session, workspace=workspace, by=grace, now=NOW)
        events.drop(session, workspace=workspace, by=grace)
        assert events.draft(session, workspace=workspace, by=grace) is None
        gone = events.answer(session, workspace=workspace, by=grace, answers={"type": "vigil"})
    assert gone is None
