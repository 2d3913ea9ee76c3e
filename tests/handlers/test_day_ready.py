"""Ready? The bot forbids nothing: who stands for going ahead is recorded, and never changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.day import deciding, standing
from handlers.deliveries import job as posting
from handlers.deliveries.posting import make_client
from knowledge.access import Member
from knowledge.errors import RefusedError
from knowledge.events.decisions import Decision
from knowledge.events.kinds import EventRole, EventType, Phase, Tier
from knowledge.events.planning import Planned, Reason
from knowledge.events.profile import Profile
from knowledge.events.readiness import Open, Ready
from storage import events, people
from storage.events import decisions
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message

TITLE = "Vigil at the corner store"


@pytest.fixture
def ids(slack, city):
    with city.read() as session:
        users = people.slack_users(session, workspace=1)
    return {user.removeprefix("U0"): person for person, user in users.items()}


def planned(item, role=EventRole.SAFETY_LEAD):
    due = NOW - timedelta(hours=1)
    return Planned(item, Phase.T1, due, True, role, False, Reason.ALWAYS)


@pytest.fixture
def event(city, ids):
    """A vigil tomorrow led by Priya, with two critical items open, one of them outreach's."""
    profile = Profile(EventType.VIGIL, NOW + timedelta(hours=20), attendance=100)
    with city.begin() as session:
        made = events.add(
            session, workspace=1, profile=profile, by=ids["PRIYA"], now=NOW, title=TITLE
        )
        for role, who in (
            (EventRole.SAFETY_LEAD, "LEE"),
            (EventRole.LAW_LIAISON, "DANA"),
            (EventRole.OUTREACH_LEAD, "MARCUS"),
            (EventRole.CROWD_LEAD, "ROSA"),
        ):
            events.name_hand(
                session, workspace=1, event=made.id, role=role, person=ids[who], now=NOW
            )
        listed = [planned("C08"), planned("V02", EventRole.OUTREACH_LEAD)]
        events.rebuild(session, workspace=1, event=made.id, planned=listed, inside=listed)
        return made


@pytest.fixture
def member(city, event):
    def found(name):
        with city.read() as session:
            return people.member(session, workspace=1, slack_user=f"U0{name}")

    return found


@pytest.fixture
def level(city, event):
    def set_to(full, shown):
        with city.begin() as session:
            events.keep(session, workspace=1, event=event.id, tier=full, tier_shown=shown)

    return set_to


@pytest.fixture
def propose(city, event, member):
    def proposed(words="Two more people at the door", kind=Decision.COVERED, mark="m1"):
        return deciding.decide(city, member("PRIYA"), event.id, kind=kind, words=words, mark=mark)

    return proposed


@pytest.fixture
def stand(city, event, member):
    def stood(name, mark="m1"):
        return deciding.stand(city, member(name), event.id, proposal=mark)

    return stood


@pytest.fixture
def kept(city, event):
    def found():
        with city.read() as session:
            return decisions.decisions(session, workspace=1, event=event.id)

    return found


@pytest.fixture
def ticks(city, slack):
    def tick():
        client = make_client(slack.bot_token, slack.base_url)
        while posting.post_due(city, {1: client}):
            pass

    return tick


def opens(actor):
    actor.types("/event day", in_=actor.direct)
    return actor.clicks("Ready?", in_=actor.direct)


def test_lead_is_told_what_is_open_and_nothing_is_forbidden(slack, event):
    seen = opens(slack.person("Priya"))

    assert "2 things are still open. You decide." in seen
    assert "The bot forbids nothing" in seen
    assert "Going ahead, here is how we cover it" in seen


def test_police_liaison_reads_an_item_of_outreach_without_its_words(slack, event):
    seen = opens(slack.person("Dana"))

    assert "An item of outreach" in seen
    assert "conflict" not in seen.lower()
    assert "The event lead decides" in seen


def test_going_ahead_needs_one_other_and_is_recorded_with_both(slack, event, kept, ids, ticks):
    priya, lee = slack.person("Priya"), slack.person("Lee")
    opens(priya)
    priya.clicks("Going ahead, here is how we cover it", in_=priya.direct)
    priya.fills("How do you cover what is still open?", "Two more people at the door")
    priya.submits()
    assert kept() == []
    assert "1 more person has to sign" in priya.screen

    ticks()
    lee.clicks("Ready?", in_=lee.direct)
    seen = lee.clicks("I stand for this", in_=lee.direct)

    (made,) = kept()
    assert (made.kind, made.people) == ("covered", (ids["PRIYA"], ids["LEE"]))
    assert deciding.covered(made.words) == (("C08", "V02"), "Two more people at the door")
    assert "Decided so far" in seen or "Decided so far" in lee.screen


def test_sent_twice_it_is_one_decision(propose, kept):
    assert propose(kind=Decision.CHANGED) == propose(kind=Decision.CHANGED)
    assert len(kept()) == 1


def test_nobody_but_the_lead_decides(city, event, member):
    with pytest.raises(RefusedError, match="The event lead decides"):
        deciding.decide(city, member("LEE"), event.id, kind=Decision.READY, words="", mark="m1")


def test_the_lead_alone_does_not_stand_for_their_own(propose, stand, kept):
    propose()
    stand("PRIYA")

    assert kept() == []


def test_from_level_3_two_other_partner_organizations_have_to_stand(
    level, propose, stand, kept, ids
):
    level(Tier.HIGH.value, Tier.HIGH.value)
    propose()
    stand("LEE")
    assert kept() == []

    stand("ROSA")

    assert kept()[0].people[0] == ids["PRIYA"]
    assert set(kept()[0].people[1:]) == {ids["LEE"], ids["ROSA"]}


def test_where_only_the_full_level_asks_for_two_nobody_outside_learns_of_it(
    city, event, member, level, propose, stand, kept, ids
):
    level(Tier.HIGH.value, Tier.MODERATE.value)
    propose()

    dana = deciding.look(city, member("DANA"), event.id)
    assert (dana.proposal, dana.left, dana.may_stand) == (None, (), False)
    assert deciding.look(city, member("MARCUS"), event.id).may_stand

    stand("LEE")
    stand("MARCUS")
    assert len(kept()[0].people) == 3
    shown = deciding.look(city, member("DANA"), event.id).decided[0]
    assert len(shown.people) == 2
    assert shown.words == ""


def test_postponing_needs_the_lead_alone_and_is_told_to_everybody_discreetly(
    slack, city, event, propose, ticks
):
    propose(kind=Decision.POSTPONED, words="The family asked for another day")
    ticks()

    with city.read() as session:
        assert events.find(session, workspace=1, event=event.id).state == "postponed"
    told = [one for one in slack.calls("chat.postMessage") if TITLE in str(one.get("blocks"))]
    assert len(told) == 4
    assert {one["text"] for one in told} == {"You have 1 thing on your list"}


def test_newer_proposal_takes_the_place_of_an_older_one(propose, stand, kept):
    propose("first words", mark="m1")
    propose("better words", mark="m2")

    with pytest.raises(Exception, match="changed meanwhile"):
        stand("LEE", "m1")
    stand("LEE", "m2")
    assert [deciding.covered(one.words)[1] for one in kept()] == ["better words"]


def test_stranger_is_told_there_is_nothing(city, event, member):
    with pytest.raises(Exception, match="You are not named"):
        deciding.look(city, replace(member("GRACE")), event.id)
    with pytest.raises(Exception, match="You are not named"):
        deciding.look(city, Member(1, "U1"), event.id)


def test_messages_and_dialogs_fit_slack(city, event, member, propose):
    propose("<!channel> " * 100)
    told = standing.ready(deciding.look(city, member("LEE"), event.id))

    check_message(told.text, told.blocks)
    assert "<!channel>" not in str(told.blocks)
    for kind in Decision:
        check_dialog(standing.ask(standing.Decide(event=1, decision=kind)))


@pytest.fixture
def inside_alone(city, event, ids, level):
    """Leave open what only the full level brings in."""
    level(Tier.MODERATE.value, Tier.LOW.value)
    listed = [planned("C08"), planned("V02", EventRole.OUTREACH_LEAD)]
    with city.begin() as session:
        events.rebuild(
            session, workspace=1, event=event.id, planned=listed, inside=[*listed, planned("C05")]
        )
        for item in ("C08", "V02"):
            events.tick(session, workspace=1, event=event.id, item=item, by=ids["LEE"], now=NOW)


def test_to_cover_what_only_the_inside_list_has_open_is_nobody_elses_to_see(
    city, event, member, inside_alone, propose, stand, kept, ids
):
    propose()

    dana = deciding.look(city, member("DANA"), event.id)
    assert dana.ready == Ready()
    assert (dana.proposal, dana.left, dana.may_stand) == (None, (), False)
    with pytest.raises(Exception, match="You are not named"):
        stand("DANA")
    assert kept() == []
    stand("MARCUS")
    assert kept()[0].kind == Decision.COVERED
    (shown,) = deciding.look(city, member("DANA"), event.id).decided
    assert (shown.kind, shown.words, shown.people) == (Decision.READY, "", (ids["PRIYA"],))


def test_nobody_is_asked_to_stand_for_what_they_may_not_see(slack, inside_alone, propose, ticks):
    propose()
    ticks()

    asked = {one["channel"] for one in slack.calls("chat.postMessage")}
    assert len(asked) == 2  # Marcus of outreach and Lee, the safety lead


def test_second_signature_is_not_asked_for_by_the_level_that_others_may_not_know(
    city, event, member, level, ids
):
    level(Tier.HIGH.value, Tier.MODERATE.value)
    with city.begin() as session:
        for item in ("C08", "V02"):
            events.tick(session, workspace=1, event=event.id, item=item, by=ids["LEE"], now=NOW)

    for name in ("MARCUS", "DANA"):
        assert deciding.look(city, member(name), event.id).ready == Ready()
    level(Tier.HIGH.value, Tier.HIGH.value)
    for name in ("MARCUS", "DANA"):
        assert deciding.look(city, member(name), event.id).ready == Open((), ("C08", "V02"))
