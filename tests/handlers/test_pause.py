"""`/coalition pause`: by coordinators, and by the family liaison of a vigil or a funeral."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.audit import service as audits
from handlers.pause import rights, service
from handlers.pause.request import PauseRequest
from knowledge.errors import RefusedError
from knowledge.events.kinds import EventType
from knowledge.pauses import MOURNING, Scope
from knowledge.places.kinds import Kind as Ground
from storage import audit, events, pauses, people, places, settings
from storage.tables import Delivery
from tests.conftest import NOW
from tests.handlers.vigils import START, TITLE, known, plan


@pytest.fixture
def used(slack, city):
    """The channels that the coalition uses."""
    with city.begin() as session:
        owner = people.by_slack_user(session, workspace=1, slack_user="U0ANA").id
        chosen = {
            "general": [slack.channel("coalition").id],
            "digest": [slack.channel("hotspots").id],
        }
        settings.use_channels(session, workspace=1, chosen=chosen, owner=owner)


def promised(city):
    with city.read() as session:
        rows = session.scalars(select(Delivery).order_by(Delivery.channel))
        return [(row.channel, row.kind, row.payload["text"]) for row in rows]


def held(city, **where):
    with city.read() as session:
        return pauses.holding(session, workspace=1, now=NOW, **where)


def test_everything_is_paused_until_a_day_and_each_channel_hears_it_once(ana, slack, city, used):
    ana.types("/coalition pause")
    ana.clicks("Pause posts…")
    seen = ana.submits()

    assert "Quiet everywhere through Sun 29 Nov 2026" in seen
    pause = held(city, channel="C1", place=None)
    assert pause.until == datetime(2026, 11, 30, 5, tzinfo=UTC)
    said = promised(city)
    assert {one[0] for one in said} == {
        slack.channel(name).id for name in ("coalition", "hotspots")
    }
    assert all(kind == "post" and "Quiet everywhere" in text for _channel, kind, text in said)
    assert not [text for _channel, _kind, text in said if "Ana" in text or "U0ANA" in text]


def test_one_channel_is_paused_and_only_it_hears_it(ana, slack, city, used):
    room = slack.channel("vecinos")
    ana.types("/coalition pause")
    ana.clicks("Pause posts…")
    ana.chooses("One channel", of="What to keep quiet")
    ana.chooses("vecinos", of="Which channel")
    ana.submits()

    assert held(city, channel=room.id, place=None)
    assert held(city, channel="C1", place=None) is None
    assert [one[0] for one in promised(city)] == [room.id]


def test_one_place_is_paused_wherever_it_would_be_posted(ana, city, used):
    ana.types("/coalition pause")
    ana.clicks("Pause posts…")
    ana.chooses("One place", of="What to keep quiet")
    ana.chooses("Eastgate", of="Which place")
    seen = ana.submits()

    assert "Quiet about Eastgate" in seen
    with city.read() as session:
        target = pauses.in_force(session, workspace=1, now=NOW)[0].target
    assert held(city, channel="C1", place=target)
    assert held(city, channel="C1", place="") is None


def test_resume_now_ends_it(ana, city, used):
    ana.types("/coalition pause")
    ana.clicks("Pause posts…")
    ana.submits()
    ana.types("/coalition pause", in_=ana.direct)
    ana.clicks("Resume now")

    assert "stays unsent" in ana.confirms()
    assert held(city, channel="C1", place=None) is None
    assert "Nothing is paused" in ana.types("/coalition pause")


@pytest.mark.parametrize(
    ("what", "day", "says"),
    [
        ("One channel", "2026-11-29", "Choose the channel"),
        ("One place", "2026-11-29", "Choose the place"),
        ("Everything", "2026-11-21", "from today to 90 days"),
        ("Everything", "2027-11-21", "from today to 90 days"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(ana, city, what, day, says):
    ana.types("/coalition pause")
    ana.clicks("Pause posts…")
    ana.chooses(what, of="What to keep quiet")
    ana.fills("Through", day)

    assert says in ana.submits()
    assert promised(city) == []


def test_member_sees_what_is_paused_but_pauses_nothing(lee):
    seen = lee.types("/coalition pause")

    assert "Nothing is paused" in seen
    assert "Pause posts" not in seen


def test_visitor_is_not_told_where_it_is_quiet(ana, slack, city, used):
    ana.types("/coalition pause")
    ana.clicks("Pause posts…")
    ana.chooses("One place", of="What to keep quiet")
    ana.chooses("Eastgate", of="Which place")
    ana.submits()
    walter = slack.person("Walter")

    seen = walter.types("/coalition pause", in_=slack.channel("coalition"))

    assert "Paused now" in ana.types("/coalition pause")
    assert "No shooting posts for me" in seen
    assert "aused" not in seen
    assert "Quiet about" not in seen


def test_anybody_turns_shooting_posts_off_for_themself_and_on_again(slack, city):
    walter = slack.person("Walter")
    room = slack.channel("coalition")
    walter.types("/coalition pause", in_=room)

    assert "no posts about shootings" in walter.clicks("No shooting posts for me")
    with city.read() as session:
        row = people.by_slack_user(session, workspace=1, slack_user="U0WALTER")
        assert row.no_shooting_posts
    walter.types("/coalition pause", in_=room)
    assert "reach you again" in walter.clicks("Send them again")


#: When the vigil is, and the last moment at which its liaison may pause.
OVER = START + timedelta(hours=1)
LAST = OVER + MOURNING


@pytest.fixture
def vigil(slack, city, used):
    """A closed vigil in a known neighborhood, bound to a channel; Rosa is its family liaison."""
    with city.read() as session:
        site = next(one for one in places.names(session, workspace=1) if one.kind is Ground.SITE)
        found = events.site(session, workspace=1, place=site.id)
    event = plan(city, place=found.name, cell=found.cell)
    with city.begin() as session:
        events.keep(session, workspace=1, event=event, channel=slack.channel("vecinos").id)
    return event


@pytest.fixture
def rosa(slack):
    return slack.person("Rosa")


def held_by(city, handle, after=timedelta()):
    at = replace(city, now=lambda: NOW + after)
    with city.read() as session:
        return rights.right(session, at, known(city, handle))


def begins(city, handle, scope, target="", after=timedelta()):
    at = replace(city, now=lambda: NOW + after)
    until = (NOW + after).date() + timedelta(days=3)
    return service.begin(at, known(city, handle), PauseRequest(scope, target, until))


def lines(city, handle):
    """Return the acts on the audit that somebody reads."""
    found = audits.read(city, known(city, handle), outreach=False)
    return [one.act for one in found.entries]


def test_family_liaison_pauses_the_place_from_the_screen_of_their_vigil(vigil, rosa, city, slack):
    seen = rosa.types("/event open", in_=rosa.direct)
    assert "Pause posts" in seen
    assert "Pause posts" in rosa.types("/event level", in_=rosa.direct)
    asked = rosa.clicks("Pause posts…", in_=rosa.direct)
    assert "One place" in asked
    rosa.chooses("One place", of="What to keep quiet")
    offered = held_by(city, "ROSA").places
    with city.read() as session:
        every = places.names(session, workspace=1)
    names = [one for one in every if str(one.id) in offered]
    assert not [one for one in every if one not in names and one.name in asked]
    assert {one.kind for one in names} == {Ground.SITE, Ground.NEIGHBORHOOD}
    around = next(one for one in names if one.kind is Ground.NEIGHBORHOOD)
    rosa.chooses(around.name, of="Which place")
    assert f"Quiet about {around.name}" in rosa.submits()
    assert held(city, channel="C1", place=str(around.id))
    assert held(city, channel="C1", place="") is None
    said = str(promised(city))
    assert "Rosa" not in said
    assert TITLE not in said

    rosa.types("/coalition pause", in_=rosa.direct)
    rosa.clicks("Resume now", in_=rosa.direct)
    assert "stays unsent" in rosa.confirms()


def test_family_liaison_pauses_the_channel_of_their_vigil_or_all_and_no_other(
    vigil, rosa, city, slack
):
    rosa.types("/coalition pause", in_=rosa.direct)
    rosa.clicks("Pause posts…", in_=rosa.direct)
    rosa.chooses("One channel", of="What to keep quiet")
    rosa.chooses("hotspots", of="Which channel")
    assert "Choose what is your event’s" in rosa.submits()
    rosa.chooses("vecinos", of="Which channel")
    assert "Quiet in" in rosa.submits()
    assert held(city, channel=slack.channel("vecinos").id, place=None)
    assert begins(city, "ROSA", Scope.ALL)
    with pytest.raises(RefusedError):
        begins(city, "ROSA", Scope.CHANNEL, slack.channel("hotspots").id)
    with pytest.raises(RefusedError):
        begins(city, "ROSA", Scope.PLACE, "999")


@pytest.mark.parametrize("handle", ["LEE", "DANA", "GRACE", "MARCUS", "PRIYA", "SAMUEL"])
def test_no_other_member_pauses_and_is_told_whom_to_ask(vigil, city, slack, handle):
    person = slack.person(handle.title())
    assert "Pause posts" not in person.types("/coalition pause", in_=person.direct)
    assert "Pause posts" not in person.types("/event open", in_=person.direct)
    with pytest.raises(RefusedError, match="Ask a coordinator"):
        begins(city, handle, Scope.ALL)
    with pytest.raises(RefusedError, match="Ask a coordinator"):
        service.asking(city, known(city, handle))
    with pytest.raises(RefusedError, match="Ask a coordinator"):
        service.end(city, known(city, handle), begins(city, "ANA", Scope.ALL).id)


def test_police_named_for_the_family_pause_nothing(vigil, city):
    with city.begin() as session:
        events.name_hand(
            session, workspace=1, event=vigil, role="family_liaison",
            person=known(city, "DANA").person, now=NOW,
        )  # fmt: skip
    assert not held_by(city, "DANA")


def test_the_right_ends_14_days_after_the_event(vigil, city):
    assert held_by(city, "ROSA", LAST - NOW - timedelta(seconds=1))
    assert not held_by(city, "ROSA", LAST - NOW)
    with pytest.raises(RefusedError):
        begins(city, "ROSA", Scope.ALL, after=LAST - NOW)


@pytest.mark.parametrize(("state", "may"), [("cancelled", False), ("postponed", True)])
def test_family_speaks_for_a_vigil_that_is_put_off_and_for_none_that_is_called_off(
    vigil, city, state, may
):
    with city.begin() as session:
        events.change(
            session, workspace=1, event=vigil, changed={"state": state},
            by=known(city, "GRACE").person, now=NOW,
        )  # fmt: skip
    assert bool(held_by(city, "ROSA")) is may


def test_no_right_comes_from_a_block_party(slack, city, used, rosa):
    plan(city, type=EventType.BLOCK_PARTY)
    assert not held_by(city, "ROSA")
    assert "Pause posts" not in rosa.types("/event open", in_=rosa.direct)


def test_family_liaison_ends_only_what_they_began(vigil, city):
    others = begins(city, "ANA", Scope.ALL)
    with pytest.raises(RefusedError):
        service.end(city, known(city, "ROSA"), others.id)
    mine = begins(city, "ROSA", Scope.ALL)
    assert service.end(city, known(city, "ROSA"), mine.id)
    assert not service.end(city, known(city, "ROSA"), mine.id)
    again = begins(city, "ROSA", Scope.ALL)
    assert service.end(city, known(city, "ANA"), again.id)


def test_the_audit_shows_it_to_whom_the_vigil_exists(vigil, city):
    service.end(city, known(city, "ROSA"), begins(city, "ROSA", Scope.ALL).id)
    with city.read() as session:
        written = [(one.act, one.about) for one in audit.entries(session, workspace=1)]
    assert written[-2:] == [("pause.begun", f"event:{vigil}"), ("pause.ended", f"event:{vigil}")]
    assert "pause.begun" not in lines(city, "ANA")
    begins(city, "ANA", Scope.ALL)
    assert "pause.begun" in lines(city, "ANA")


@pytest.mark.parametrize("scope", [Scope.PLACE, Scope.CHANNEL])
def test_where_a_closed_vigil_is_quiet_is_known_to_its_people_alone(vigil, city, slack, scope):
    here = held_by(city, "ROSA").grounds[0]
    target = min(here.places) if scope is Scope.PLACE else here.channel
    pause = begins(city, "ROSA", scope, target)

    room = slack.channel("vecinos").id
    assert [one[0] for one in promised(city)] == ([] if scope is Scope.PLACE else [room])
    for handle in ("ANA", "LEE", "SAMUEL"):
        assert service.standing(city, known(city, handle)).pauses == ()
    assert not service.end(city, known(city, "ANA"), pause.id)
    for handle in ("ROSA", "GRACE", "DANA"):  # on the plan
        assert service.standing(city, known(city, handle)).pauses == (pause,)
    assert service.end(city, known(city, "ROSA"), pause.id)


def test_where_an_open_vigil_is_quiet_is_said_as_any_pause_is(vigil, city):
    with city.begin() as session:
        events.change(
            session, workspace=1, event=vigil, changed={"stage": "members"},
            by=known(city, "GRACE").person, now=NOW,
        )  # fmt: skip
    target = min(held_by(city, "ROSA").places)
    pause = begins(city, "ROSA", Scope.PLACE, target)

    assert len(promised(city)) == 2
    assert service.standing(city, known(city, "LEE")).pauses == (pause,)
    assert service.end(city, known(city, "ANA"), pause.id)


def test_what_the_family_pauses_ends_with_their_right(vigil, city):
    target = min(held_by(city, "ROSA").places)
    asked = PauseRequest(Scope.PLACE, target, (LAST + timedelta(days=30)).date())

    pause = service.begin(city, known(city, "ROSA"), asked)

    assert LAST < pause.until <= LAST + timedelta(days=1)


def test_numbers_of_pauses_count_none_that_are_hidden(vigil, city):
    begins(city, "ROSA", Scope.PLACE, min(held_by(city, "ROSA").places))
    begins(city, "ANA", Scope.ALL)
    found = audits.read(city, known(city, "ANA"), outreach=False)
    assert [one.about for one in found.entries] == ["pause:all"]


def test_coordinator_who_ends_what_the_family_paused_reads_of_no_event(vigil, city):
    service.end(city, known(city, "ANA"), begins(city, "ROSA", Scope.ALL).id)
    found = audits.read(city, known(city, "ANA"), outreach=False)
    assert [(one.act, one.about) for one in found.entries] == [("pause.ended", "pause:all")]
