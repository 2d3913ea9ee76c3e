"""A closed event is there for those named on its plan, and in no door of anybody else."""

from datetime import timedelta

import pytest

from handlers.events import job, naming, planning, reading, walking
from handlers.readiness import checking, opening
from handlers.toolbox import Toolbox
from knowledge.errors import NothingKnownError, RefusedError, UsageError
from knowledge.events.conflict import Conflict
from knowledge.events.kinds import EventRole, EventType, Tier, Venue
from knowledge.events.profile import Profile
from knowledge.events.sharing import VEILED
from knowledge.events.visibility import Stage
from storage import events, people
from storage.tables import Delivery
from tests.conftest import NOW

TITLE, PLACE = "Candles for Zinnia", "Zinnia corner"
#: A coordinator, outreach, members, police, a visitor and a stranger; Grace leads it.
OTHERS = ("Ana", "Samuel", "Marcus", "Lee", "Dana", "Walter")


@pytest.fixture
def vigil(city, slack):
    """A closed vigil that Grace leads."""
    start = NOW + timedelta(days=2)
    profile = Profile(
        EventType.VIGIL, start, start + timedelta(hours=1), Venue.STREET, 60, place=PLACE
    )
    with city.begin() as session:
        grace = people.by_slack_user(session, workspace=1, slack_user="U0GRACE").id
        made = events.add(session, workspace=1, profile=profile, by=grace, now=NOW, title=TITLE)
        return planning.replan(session, city, workspace=1, event=made)


def member(city, handle):
    with city.read() as session:
        return people.member(session, workspace=1, slack_user=f"U0{handle.upper()}")


def name(city, vigil, handle, role):
    with city.begin() as session:
        person = people.by_slack_user(session, workspace=1, slack_user=f"U0{handle.upper()}").id
        events.name_hand(session, workspace=1, event=vigil.id, role=role, person=person, now=NOW)


def test_who_leads_it_sees_it(slack, vigil):
    grace = slack.person("Grace")
    assert TITLE in grace.types("/event", in_=grace.direct)
    assert PLACE in grace.types(f"/event {vigil.id}", in_=grace.direct)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_finds_a_trace_of_it(slack, vigil, who):
    person = slack.person(who)
    said = [
        person.types(text, in_=person.direct)
        for text in ("/event", "/event plan", f"/event {vigil.id}", "/coalition actions")
    ]
    said += [person.opens_home(), person.screen]
    for told in said:
        assert "Zinnia" not in told
        assert "igil" not in told.replace("Vigil or memorial", "")
    assert "1 event" not in "".join(said)


@pytest.mark.parametrize("who", OTHERS)
def test_an_event_that_is_closed_reads_like_one_that_is_not_there(slack, vigil, who):
    person = slack.person(who)
    there = person.types(f"/event {vigil.id}", in_=person.direct)
    missing = person.types(f"/event {vigil.id + 7}", in_=person.direct)
    assert there.replace(str(vigil.id), "N") == missing.replace(str(vigil.id + 7), "N")


@pytest.mark.parametrize("who", OTHERS)
def test_no_act_reaches_it_from_outside(city, vigil, who):
    asks = member(city, who)
    acts = (
        lambda: reading.read(city, asks, vigil.id),
        lambda: walking.done(city, asks, vigil.id, "V01"),
        lambda: walking.skip(city, asks, vigil.id, "V01", "no"),
        lambda: walking.sign(city, asks, vigil.id, "V01"),
        lambda: walking.give(city, asks, vigil.id, "V01", version=1),
        lambda: walking.reopen(city, asks, vigil.id, "V01", 1),
        lambda: walking.ask_help(city, asks, vigil.id, "V01"),
        lambda: naming.name(city, asks, vigil.id, role="helper", user="U0LEE"),
        lambda: naming.remove(city, asks, vigil.id, role="event_lead", person="x"),
    )
    for act in acts:
        with pytest.raises(NothingKnownError, match="There is no event"):
            act()


def test_police_liaison_named_on_it_sees_items_of_outreach_as_done_or_not(city, vigil):
    name(city, vigil, "Dana", EventRole.LAW_LIAISON)
    police = member(city, "Dana")
    seen = reading.read(city, police, vigil.id)
    veiled = [one for one in seen.entries if one.id in VEILED]

    assert veiled
    assert all(one.veiled and one.text == "An item of outreach" for one in veiled)
    with pytest.raises(RefusedError, match="Outreach information stays with outreach"):
        walking.done(city, police, vigil.id, veiled[0].id)

    walking.done(city, member(city, "Grace"), vigil.id, veiled[0].id, "they are calm")
    entry = reading.read(city, police, vigil.id).entry(veiled[0].id)
    assert (entry.kept.done_by, entry.kept.done_at, entry.kept.note) == (None, None, "")
    assert not entry.kept.open


def test_only_the_family_liaison_says_that_the_family_said_yes(city, vigil):
    grace = member(city, "Grace")
    with pytest.raises(RefusedError, match="Only the family liaison"):
        walking.done(city, grace, vigil.id, "V01")

    name(city, vigil, "Rosa", EventRole.FAMILY_LIAISON)
    assert walking.done(city, member(city, "Rosa"), vigil.id, "V01")
    with city.read() as session:
        found = events.find(session, workspace=1, event=vigil.id)
    assert found.family_yes
    version = reading.read(city, grace, vigil.id).entry("V01").kept.version
    with pytest.raises(RefusedError, match="Only the family liaison"):
        walking.reopen(city, grace, vigil.id, "V01", version)


def test_only_its_lead_brings_somebody_onto_it(city, vigil):
    name(city, vigil, "Rosa", EventRole.FAMILY_LIAISON)
    rosa = member(city, "Rosa")
    with pytest.raises(RefusedError, match="only its lead names"):
        naming.name(city, rosa, vigil.id, role="helper", user="U0LEE")
    entry = reading.read(city, rosa, vigil.id).entry("C05")
    with pytest.raises(UsageError, match="Only the event lead brings"):
        walking.give(city, rosa, vigil.id, "C05", version=entry.kept.version, user="U0LEE")
    naming.name(city, member(city, "Grace"), vigil.id, role="helper", user="U0LEE")
    assert reading.read(city, member(city, "Lee"), vigil.id).event.title == TITLE


def test_who_takes_themselves_off_sees_it_no_more(slack, city, vigil):
    name(city, vigil, "Lee", "helper")
    lee, mine = slack.person("Lee"), member(city, "Lee").person
    assert TITLE in lee.types(f"/event {vigil.id}", in_=lee.direct)
    naming.remove(city, member(city, "Lee"), vigil.id, role="helper", person=mine)
    assert "There is no event of that number" in lee.types(f"/event {vigil.id}", in_=lee.direct)


def test_nothing_that_is_sent_about_it_names_it(city, vigil):
    name(city, vigil, "Rosa", EventRole.FAMILY_LIAISON)
    grace = member(city, "Grace")
    naming.name(city, grace, vigil.id, role="helper", user="U0LEE")
    entry = reading.read(city, grace, vigil.id).entry("C05")
    walking.give(city, grace, vigil.id, "C05", version=entry.kept.version, user="U0LEE")
    walking.ask_help(city, member(city, "Rosa"), vigil.id, "C05")
    tomorrow = Toolbox(city.begin, city.read, lambda: NOW + timedelta(hours=22), b"x" * 32)
    job.remind(tomorrow, 1)

    with city.read() as session:
        sent = [str(one.payload) for one in session.query(Delivery)]
    assert len(sent) >= 4
    assert not [one for one in sent if "Zinnia" in one or "igil" in one]


def test_a_post_that_asks_who_can_says_nothing_of_it(slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event {vigil.id}", in_=grace.direct)
    grace.clicks("Roles", in_=grace.direct)
    shown = grace.clicks("Ask who can")
    assert "Zinnia" not in shown
    assert "igil" not in shown


def test_it_opens_to_members_with_its_level_alone(city, vigil):
    with city.begin() as session:
        events.change(
            session,
            workspace=1,
            event=vigil.id,
            changed={"stage": Stage.MEMBERS.value},
            by="x",
            now=NOW,
        )
    seen = reading.read(city, member(city, "Lee"), vigil.id)
    assert seen.event.title == TITLE
    assert seen.entries == ()
    assert seen.hands == ()


def test_a_button_that_is_pressed_after_somebody_was_taken_off_does_nothing(slack, city, vigil):
    name(city, vigil, "Lee", "helper")
    lee = slack.person("Lee")
    lee.types(f"/event {vigil.id}", in_=lee.direct)
    with city.begin() as session:
        mine = people.by_slack_user(session, workspace=1, slack_user="U0LEE").id
        events.remove_hand(session, workspace=1, event=vigil.id, role="helper", person=mine)
    assert "There is no event" in lee.clicks("Done", in_=lee.direct)
    with city.read() as session:
        assert all(one.open for one in events.tasks(session, workspace=1, event=vigil.id))


def test_name_is_forgotten_where_the_familys_yes_is_taken_back_in_the_plan(city, vigil):
    name(city, vigil, "Rosa", EventRole.FAMILY_LIAISON)
    rosa = member(city, "Rosa")
    walking.done(city, rosa, vigil.id, "V01")
    opening.remember(city, rosa, vigil.id, "Zinnia")
    version = reading.read(city, rosa, vigil.id).entry("V01").kept.version
    walking.reopen(city, rosa, vigil.id, "V01", version)
    walking.done(city, rosa, vigil.id, "V01")

    with city.read() as session:
        assert events.find(session, workspace=1, event=vigil.id).remembered == ""


def test_a_second_person_signs_only_what_the_level_that_all_see_asks_for(city, vigil):
    grace = member(city, "Grace")
    name(city, vigil, "Marcus", EventRole.OUTREACH_LEAD)
    checking.answer(city, member(city, "Marcus"), vigil.id, Conflict.CREDIBLE)
    seen = reading.read(city, grace, vigil.id)
    assert seen.tier is Tier.VERY_HIGH
    item = next(
        one.id
        for one in seen.entries
        if one.kept.critical and one.id not in VEILED and seen.may_settle(one)
    )
    walking.done(city, grace, vigil.id, item)

    after = reading.read(city, grace, vigil.id)
    assert after.common.level < Tier.HIGH.level
    assert not after.chosen("sign")
    assert not walking.sign(city, member(city, "Marcus"), vigil.id, item)
