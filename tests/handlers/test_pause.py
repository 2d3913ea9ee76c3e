from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from storage import pauses, people, settings
from storage.tables import Delivery
from tests.conftest import NOW


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
