"""Ready? The bot forbids nothing: who stands for going ahead is recorded, and never changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.day import deciding, overview, standing, wording
from handlers.deliveries import job as posting
from handlers.deliveries.posting import make_client
from knowledge.access import Member
from knowledge.errors import RefusedError, UsageError
from knowledge.events.decisions import Cover, Decision
from knowledge.events.kinds import EventRole, EventType, Phase, Tier
from knowledge.events.planning import Planned, Reason
from knowledge.events.profile import Profile
from knowledge.events.readiness import Open, Ready
from storage import events, people
from storage.events import decisions
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message

TITLE = "Vigil at the corner store"


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
    def proposed(words="Two more people at the door", kind=Decision.COVERED, mark="m1", inside=""):
        return deciding.decide(
            city, member("PRIYA"), event.id, kind=kind, words=words, mark=mark, inside=inside
        )

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
def look(city, event, member):
    def looked(name):
        return overview.look(city, member(name), event.id)

    return looked


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
    priya.fills("How we cover it (everybody on the plan reads this)", "Two more people at the door")
    priya.submits()
    assert kept() == []
    assert "1 more person has to sign" in priya.screen

    ticks()
    lee.clicks("Ready?", in_=lee.direct)
    seen = lee.clicks("I stand for this", in_=lee.direct)

    (made,) = kept()
    assert (made.kind, made.people) == ("covered", (ids["PRIYA"], ids["LEE"]))
    assert Cover.unpacked(made.words) == Cover(("C08", "V02"), "Two more people at the door")
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


def test_where_only_the_full_level_asks_for_two_one_other_is_enough_for_the_record(
    level, propose, stand, kept, look, ids
):
    level(Tier.HIGH.value, Tier.MODERATE.value)
    propose()

    assert look("DANA").proposal is not None
    assert look("DANA").left == ("1 more person has to sign.",)
    stand("DANA")

    (made,) = kept()
    assert (made.kind, made.people) == ("covered", (ids["PRIYA"], ids["DANA"]))
    assert look("DANA").decided[0].people == made.people
    assert look("ROSA").decided == look("DANA").decided


def test_those_who_may_know_are_wished_for_before_the_record_and_after(
    level, propose, stand, kept, look, ids
):
    level(Tier.HIGH.value, Tier.MODERATE.value)
    propose()
    assert look("MARCUS").inside.wanting == 2
    stand("MARCUS")
    made = kept()
    assert len(made) == 1

    assert look("LEE").inside.wanting == 1
    assert look("LEE").inside.stands == (ids["MARCUS"],)
    assert "Nothing waits for this, and nobody else sees it." in str(standing.ready(look("LEE")))
    assert look("LEE").stand == "m1"
    stand("LEE")

    assert look("LEE").inside.wanting == 0
    assert look("LEE").stand == ""
    assert kept() == made
    for name in ("DANA", "ROSA"):
        assert (look(name).inside, look(name).stand) == (None, "")
        with pytest.raises(UsageError, match="decided or changed meanwhile"):
            stand(name)


def test_nobody_inside_is_wished_for_where_the_level_that_all_see_asks_itself(level, propose, look):
    level(Tier.VERY_HIGH.value, Tier.HIGH.value)
    propose()
    assert look("MARCUS").inside.wanting == 0
    level(Tier.MODERATE.value, Tier.MODERATE.value)
    assert look("MARCUS").inside.wanting == 0


def test_everybody_on_the_plan_is_told_once_enough_people_stood(slack, propose, stand, ticks):
    propose()
    ticks()
    asked = [one["channel"] for one in slack.calls("chat.postMessage")]
    stand("DANA")
    ticks()
    told = [one["channel"] for one in slack.calls("chat.postMessage")][len(asked) :]

    assert len(asked) == 4
    assert len(told) == 4
    assert len({*asked, *told}) == 5


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
    assert [Cover.unpacked(one.words).words for one in kept()] == ["better words"]


def test_stranger_is_told_there_is_nothing(city, event, member):
    with pytest.raises(Exception, match="You are not named"):
        overview.look(city, replace(member("GRACE")), event.id)
    with pytest.raises(Exception, match="You are not named"):
        overview.look(city, Member(1, "U1"), event.id)


def test_messages_and_dialogs_fit_slack(level, propose, stand, look):
    level(Tier.HIGH.value, Tier.MODERATE.value)
    for at in range(7):
        propose("<!channel> " * 90, mark=f"m{at}", inside="<!here> " * 125)
        stand("MARCUS", f"m{at}")
        for name in ("LEE", "DANA"):
            told = standing.ready(look(name))
            check_message(told.text, told.blocks)
            assert "<!channel>" not in str(told.blocks)
            assert "<!here>" not in str(told.blocks)
    for name in ("PRIYA", "DANA"):
        for kind in Decision:
            check_dialog(wording.ask(wording.Decide(event=1, decision=kind), look(name)))


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


def test_what_only_the_inside_list_has_open_is_ready_for_everybody_else_and_at_once(
    look, inside_alone, propose, kept, ids
):
    assert look("DANA").ready == Ready()
    propose("", inside="Wands at both doors")

    (made,) = kept()
    assert (made.kind, made.people, made.words) == ("ready", (ids["PRIYA"],), "\n")
    (shown,) = look("DANA").decided
    assert (shown.kind, shown.open, shown.words, shown.inside) == (Decision.READY, (), "", None)
    (shown,) = look("MARCUS").decided
    assert shown.inside[1] == "Wands at both doors"
    assert len(shown.inside[0]) == 1
    assert "Wands at both doors" not in str(standing.ready(look("DANA")))
    assert "Wands at both doors" in str(standing.ready(look("MARCUS")))


def test_a_lead_who_may_know_writes_words_for_everybody_and_for_those_inside(
    slack, inside_alone, level, kept
):
    level(Tier.HIGH.value, Tier.LOW.value)
    priya = slack.person("Priya")
    seen = opens(priya)
    assert "1 thing is still open" in seen
    assert "Only those who may know the conflict answer read this:\n○ Walk the site" in seen
    assert "Walk the site" not in opens(slack.person("Dana"))
    seen = priya.clicks("Going ahead, here is how we cover it", in_=priya.direct)
    assert "they read that it is ready" in seen
    assert "Open only on the list of those who may know" in seen
    priya.fills("For those who may know the conflict answer", "Wands at both doors")
    priya.submits()

    assert Cover.unpacked(kept()[0].inside) == Cover(("C05",), "Wands at both doors")
    assert "People of 2 more partner organizations should stand for it" in priya.screen


def test_words_for_those_inside_are_asked_for_where_everybodys_could_tell(look):
    assert look("PRIYA").inside.hinting
    assert wording.INSIDE in str(wording.ask(wording.Decide(event=1), look("PRIYA")))
    assert wording.INSIDE not in str(wording.ask(wording.Decide(event=1), look("DANA")))


def test_no_words_are_emptied_for_anybody(propose, stand, look):
    propose("We asked and it is looked after", inside="what they said")
    stand("ROSA")

    told = [look(name).decided[0] for name in ("DANA", "ROSA", "MARCUS")]
    assert {one.words for one in told} == {"We asked and it is looked after"}
    assert [one.inside and one.inside[1] for one in told] == [None, None, "what they said"]
    assert told[0].open == told[1].open
    assert "An item of outreach" in told[0].open


def test_ready_is_asked_again_where_something_of_everybodys_opened_meanwhile(propose, kept):
    with pytest.raises(UsageError, match="open again"):
        propose(kind=Decision.READY)
    assert kept() == []


def test_a_lead_who_may_not_know_leaves_no_words_inside(
    city, event, ids, inside_alone, kept, member
):
    with city.begin() as session:
        events.name_hand(
            session, workspace=1, event=event.id, role=EventRole.EVENT_LEAD, person=ids["DANA"],
            now=NOW,
        )  # fmt: skip
    deciding.decide(
        city, member("DANA"), event.id, kind=Decision.READY, words="", mark="m1", inside="x"
    )

    assert Cover.unpacked(kept()[0].inside) == Cover(("C05",), "")


def test_those_inside_are_asked_in_words_that_nobody_else_gets(
    slack, inside_alone, level, propose, ticks
):
    level(Tier.HIGH.value, Tier.LOW.value)
    propose("")
    ticks()

    told = slack.calls("chat.postMessage")
    asked = [one["channel"] for one in told if "Look whether you stand for it" in str(one)]
    assert len(told) == 4
    assert len(asked) == 2  # Marcus of outreach and Lee, the safety lead
    assert {one["text"] for one in told} == {"You have 1 thing on your list"}


def test_second_signature_is_not_asked_for_by_the_level_that_others_may_not_know(
    city, event, member, level, ids
):
    level(Tier.HIGH.value, Tier.MODERATE.value)
    with city.begin() as session:
        for item in ("C08", "V02"):
            events.tick(session, workspace=1, event=event.id, item=item, by=ids["LEE"], now=NOW)

    for name in ("MARCUS", "DANA"):
        assert overview.look(city, member(name), event.id).ready == Ready()
    level(Tier.HIGH.value, Tier.HIGH.value)
    for name in ("MARCUS", "DANA"):
        assert overview.look(city, member(name), event.id).ready == Open((), ("C08", "V02"))
