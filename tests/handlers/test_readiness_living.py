"""The living message: pinned, right at the end, within what its room may see."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import text

from bot.posting import Posting
from handlers.deliveries.posting import make_client
from handlers.events import reading
from handlers.readiness import living, service
from knowledge.events.kinds import EventType
from storage import events, people
from tests.conftest import NOW
from tests.handlers.vigils import TITLE, VIGIL, find, known, plan

EVERY = living.EVERY


@pytest.fixture
def slack(city, start):
    workspace = start(city)
    workspace.clock.runs_at(0)
    workspace.clock.moves_to(NOW)
    return workspace


@pytest.fixture
def vigil(slack, city):
    """A vigil with everybody of the room on its plan."""
    event = plan(city)
    with city.begin() as session:
        for handle in ("ANA", "SAMUEL"):
            events.name_hand(
                session, workspace=1, event=event, role="helper",
                person=known(city, handle).person, now=NOW,
            )  # fmt: skip
    return event


@pytest.fixture
def room(slack):
    """A room of Ana, Grace and Samuel, with the bot."""
    found = slack.channel("families")
    if slack.bot_user_id not in found.channel.members:
        slack.invite("bot", found, by="Ana")
    return found


@pytest.fixture
def turn(slack, city):
    """Return a function that does one round at so long after the beginning."""
    client = make_client(slack.bot_token, slack.base_url)
    return lambda after=timedelta(): living.refresh(
        replace(city, now=lambda: NOW + after), {1: client}
    )


@pytest.fixture
def bound(slack, city, vigil, room, turn):
    grace = slack.person("Grace")
    grace.types("/event channel", in_=grace.direct)
    grace.chooses("families", of="Channel")
    grace.submits()
    turn()
    return vigil


def living_message(room):
    (found,) = [one for one in room.messages if TITLE in str(one.blocks)]
    return found


def counted(city, event):
    with city.read() as session:
        listed = events.tasks(session, workspace=1, event=event)
    return [one for one in listed if one.needed and not one.folded]


def tick(city, event, item, by="GRACE"):
    with city.begin() as session:
        events.tick(
            session, workspace=1, event=event, item=item, by=known(city, by).person, now=NOW
        )


def test_bound_channel_shows_one_pinned_message_with_the_plan(bound, room, slack, city):
    message = living_message(room)

    assert message.pinned_by == slack.bot_user_id
    assert find(city, bound).pinned_ts == message.ts
    assert f"0 of {len(counted(city, bound))}" in room.text
    assert "Next" in room.text
    assert "conflict check: open" in room.text
    assert TITLE not in message.text


def test_message_follows_at_most_every_two_seconds_and_ends_right(bound, room, city, turn, slack):
    items = [one.item for one in counted(city, bound)]
    assert turn() == 0
    tick(city, bound, items[0])
    tick(city, bound, items[1])
    assert turn(timedelta(seconds=1)) == 0
    assert turn(EVERY) == 1
    assert f"2 of {len(items)}" in room.text
    assert turn(2 * EVERY) == 0
    assert len(slack.calls("chat.update")) == 1


def test_three_people_tick_everything_at_once_and_the_pinned_message_is_right_at_the_end(
    bound, room, city, turn, slack
):
    items = [one.item for one in counted(city, bound)]
    parts = [items[at::3] for at in range(3)]
    hands = ("GRACE", "ANA", "SAMUEL")
    work = [
        threading.Thread(
            target=lambda some=some, by=by: [tick(city, bound, one, by) for one in some]
        )
        for some, by in zip(parts, hands, strict=True)
    ]
    for one in work:
        one.start()
    after = EVERY
    while any(one.is_alive() for one in work):
        turn(after)
        after += timedelta(seconds=1)
    for one in work:
        one.join()
    turn(after + EVERY)

    assert f"{len(items)} of {len(items)}" in room.text
    assert living_message(room).pinned_by == slack.bot_user_id
    assert len(items) > 30


def test_slack_that_says_wait_is_waited_for_and_then_has_the_last_state(
    bound, room, city, turn, slack
):
    items = [one.item for one in counted(city, bound)]
    slack.faults.fail("chat.update", "ratelimited", retry_after=30)
    tick(city, bound, items[0])
    assert turn(EVERY) == 1
    tick(city, bound, items[1])
    assert turn(timedelta(seconds=20)) == 0
    assert turn(timedelta(seconds=33)) == 1
    assert f"2 of {len(items)}" in room.text


def test_a_post_without_an_answer_is_found_again_not_posted_twice(vigil, room, city, turn, slack):
    with city.begin() as session:
        events.keep(session, workspace=1, event=vigil, channel=room.id)
    slack.faults.drop("chat.postMessage")
    turn()
    turn(living.LATER + EVERY)

    assert living_message(room).pinned_by == slack.bot_user_id
    assert find(city, vigil).pinned_ts == living_message(room).ts


def test_a_message_that_was_deleted_is_posted_anew(bound, room, city, turn, slack):
    items = [one.item for one in counted(city, bound)]
    client = make_client(slack.bot_token, slack.base_url)
    client.chat_delete(channel=room.id, ts=living_message(room).ts)
    tick(city, bound, items[0])
    slack.expects_refusal("message_not_found")
    turn(EVERY)
    turn(3 * EVERY)
    assert f"1 of {len(items)}" in room.text
    assert living_message(room).pinned_by == slack.bot_user_id


def test_once_somebody_comes_who_may_not_see_it_the_plan_is_withheld(bound, room, turn, slack):
    slack.invite("Lee", room, by="Ana")
    turn(EVERY)

    assert TITLE not in room.text
    assert "Nothing can be shown here" in room.text


def test_a_channel_with_a_visitor_who_is_on_the_plan_shows_it_until_they_are_not(
    vigil, room, city, turn, slack
):
    slack.invite("Walter", room, by="Ana")
    grace = slack.person("Grace")

    def binds():
        grace.types("/event channel", in_=grace.direct)
        grace.chooses("families", of="Channel")
        grace.submits()
        return find(city, vigil).channel

    assert binds() == ""
    grace.sees("is not on this plan", in_=grace.direct)
    with city.begin() as session:
        walter = people.ensure(session, workspace=1, slack_user="U0WALTER", now=NOW).id
        helper = {"workspace": 1, "event": vigil, "role": "helper", "person": walter}
        events.name_hand(session, **helper, now=NOW)
    assert binds() == room.id
    turn()
    assert "Next" in str(living_message(room).blocks)

    with city.begin() as session:
        events.remove_hand(session, **helper)
    turn(EVERY)
    assert TITLE not in room.text


def test_a_plan_that_cannot_be_read_keeps_no_other_message_behind(bound, room, city, turn, slack):
    other = plan(city, profile=replace(VIGIL, type=EventType.BLOCK_PARTY))
    service.bind(city, known(city, "GRACE"), other, slack.channel("hotspots").id)
    with city.begin() as session:
        torn = "UPDATE events SET profile = substr(profile, 1, length(profile) - 4) || 'AAAA'"
        session.execute(text(f"{torn} WHERE id = :event"), {"event": other})
    tick(city, bound, counted(city, bound)[0].item)
    with structlog.testing.capture_logs() as said:
        assert turn(EVERY) == 2
        assert turn(2 * EVERY) == 0  # the other is left alone for a minute

    assert "1 of" in room.text
    assert [(one["door"], one["error"]) for one in said] == [("readiness.living", "LockedError")]


def test_room_in_which_somebody_is_not_on_a_closed_plan_is_refused(vigil, slack, city):
    grace = slack.person("Grace")
    outreach = slack.channel("outreach")
    if slack.bot_user_id not in outreach.channel.members:
        slack.invite("bot", outreach, by="Ana")
    with city.begin() as session:
        events.remove_hand(
            session, workspace=1, event=vigil, role="helper", person=known(city, "SAMUEL").person
        )
    grace.types("/event channel", in_=grace.direct)
    grace.chooses("outreach", of="Channel")
    grace.submits()

    grace.sees("is not on this plan", in_=grace.direct)
    assert find(city, vigil).channel == ""
    assert TITLE not in outreach.text


def test_room_with_a_visitor_is_refused_for_an_open_event_with_a_way_on(slack, city, room):
    event = plan(city, profile=replace(VIGIL, type=EventType.BLOCK_PARTY))
    slack.invite("Walter", room, by="Ana")
    grace = slack.person("Grace")
    grace.types(f"/event channel {event}", in_=grace.direct)
    grace.chooses("families", of="Channel")
    grace.submits()

    grace.sees("is no member of the coalition", in_=grace.direct)
    assert find(city, event).channel == ""


def test_open_event_shows_its_level_but_no_items_where_not_all_are_on_the_plan(
    room, slack, city, turn
):
    event = plan(city, profile=replace(VIGIL, type=EventType.BLOCK_PARTY))
    with city.begin() as session:
        events.keep(session, workspace=1, event=event, channel=room.id)
    turn()
    assert "Planning level" in room.text
    assert "Not everybody here is on the plan" in room.text
    assert "Next" not in room.text


def test_a_channel_that_is_left_shows_nothing_any_more(bound, room, city, slack):
    message, grace = living_message(room), slack.person("Grace")
    assert service.bind(city, known(city, "GRACE"), bound, room.id)[1] is None
    grace.types("/event channel", in_=grace.direct)
    grace.chooses("hotspots", of="Channel")
    grace.submits()
    assert "on this plan" in grace.sees("Somebody in #hotspots", in_=grace.direct)
    assert find(city, bound).channel == room.id
    _found, left = service.bind(city, known(city, "GRACE"), bound, "")
    assert left == (room.id, message.ts)
    assert find(city, bound).channel == ""


def test_the_posting_thread_keeps_it_up_by_itself(bound, room, city, slack):
    items = [one.item for one in counted(city, bound)]
    tick(city, bound, items[0])
    later = replace(city, now=lambda: NOW + EVERY)
    Posting(later, workspace=1, token=slack.bot_token, base_url=slack.base_url).look()
    assert f"1 of {len(items)}" in room.text


def test_what_was_due_as_it_was_listed_is_late_there_as_in_the_lists(slack, city, room, turn):
    event = plan(city, start=NOW + timedelta(days=2), end=None)
    with city.begin() as session:
        for handle in ("ANA", "SAMUEL"):
            events.name_hand(
                session, workspace=1, event=event, role="helper",
                person=known(city, handle).person, now=NOW,
            )  # fmt: skip
    service.bind(city, known(city, "GRACE"), event, room.id)
    for after, late in ((timedelta(minutes=5), False), (timedelta(hours=25), True)):
        turn(after)
        seen = reading.read(
            replace(city, now=lambda after=after: NOW + after), known(city, "DANA"), event
        )
        assert any(seen.late(one) for one in seen.needed) is late
        said = str(living_message(room).blocks)
        assert ("late*" in said) is late
