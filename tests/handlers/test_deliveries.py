"""Promised posts, posted in the sandbox: each arrives once, whatever goes wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.posting import Posting
from handlers.blocks import Message, section
from handlers.deliveries import posting, service
from handlers.deliveries.job import post_due
from handlers.deliveries.message import TOLD, not_posted
from handlers.deliveries.service import enqueue
from handlers.limits import fit
from knowledge.access import Permission
from knowledge.deliveries import Kind, promise
from knowledge.deliveries.outcome import ATTEMPTS, Ended, State
from knowledge.pauses import Scope
from storage import deliveries, pauses, people
from storage.tables import Channel, Delivery
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.rules import check_message

SOON = timedelta(seconds=6)
AFTER_LEASE = service.LEASE + timedelta(seconds=1)


@pytest.fixture
def slack(city, start):
    workspace = start(city)
    workspace.clock.runs_at(0)
    workspace.clock.moves_to(NOW)
    return workspace


@pytest.fixture
def tools(city, slack):
    return city


def put(tools, *parts, said="The van is here", channel=None, person=None, **more):
    asked = {"kind": Kind.POST, "needs": Permission.HOTSPOTS_READ} | more
    parts = parts or ("van", 1)
    message = asked.pop("message", Message(said, [section(said)]))
    with tools.begin() as session:
        enqueue(
            session, workspace=1, parts=parts, message=message, now=NOW, channel=channel,
            person=person, **asked,
        )  # fmt: skip
    return promise(1, *parts)


def row(tools, key):
    with tools.read() as session:
        return deliveries.find(session, workspace=1, key=key)


def said_in(room, words="The van is here"):
    return [one for one in room.messages if words in one.text]


def test_a_promised_post_arrives_once_with_its_key(slack, tools, room):
    key = put(tools, channel=room.id)

    assert post_promised(slack, tools) == 1
    assert post_promised(slack, tools, at=NOW + AFTER_LEASE) == 0

    (post,) = said_in(room)
    assert post.metadata == {"event_type": "coalition_delivery", "event_payload": {"key": key}}
    assert (row(tools, key).state, row(tools, key).ts) == ("sent", post.ts)


def test_the_same_promise_twice_is_one_post(slack, tools, room):
    put(tools, channel=room.id)
    put(tools, channel=room.id, said="The van is here, again")
    post_promised(slack, tools)
    post_promised(slack, tools)

    assert len(said_in(room)) == 1


def test_what_is_due_later_waits(slack, tools, room):
    put(tools, channel=room.id, due=NOW + timedelta(hours=1))

    assert post_promised(slack, tools) == 0
    assert post_promised(slack, tools, at=NOW + timedelta(hours=1)) == 1
    assert len(said_in(room)) == 1


def test_a_person_is_written_to_in_their_direct_message(slack, tools, lee):
    put(tools, person=lee.id, needs=Permission.PLAN_READ)
    post_promised(slack, tools)

    assert len(said_in(lee.direct)) == 1


def test_a_post_in_a_thread_stays_in_its_thread(slack, tools, room, ana):
    ana.types("When does the van come?", in_=room)
    question = room.last_message
    put(tools, channel=room.id, thread=question.ts)
    post_promised(slack, tools)

    assert [one.text for one in room.thread(question.ts)] == ["The van is here"]


def test_a_channel_is_posted_to_about_once_a_second(slack, tools, room):
    put(tools, "van", 1, channel=room.id)
    put(tools, "van", 2, channel=room.id)
    elsewhere = slack.channel("coalition")
    put(tools, "van", 3, channel=elsewhere.id)

    assert post_promised(slack, tools) == 2
    assert (len(said_in(room)), len(said_in(elsewhere))) == (1, 1)
    assert post_promised(slack, tools) == 1
    assert len(said_in(room)) == 2


def test_a_connection_that_breaks_after_slack_took_the_post_makes_no_second_one(slack, tools, room):
    key = put(tools, channel=room.id)
    slack.faults.drop("chat.postMessage", stored=True)

    post_promised(slack, tools)
    assert row(tools, key).state == "pending"
    assert post_promised(slack, tools) == 0
    post_promised(slack, tools, at=NOW + SOON)

    (post,) = said_in(room)
    assert (row(tools, key).state, row(tools, key).ts) == ("sent", post.ts)


def test_a_connection_that_breaks_before_slack_took_it_is_tried_again(slack, tools, room):
    key = put(tools, channel=room.id)
    slack.faults.drop("chat.postMessage", stored=False)

    post_promised(slack, tools)
    post_promised(slack, tools, at=NOW + SOON)

    assert len(said_in(room)) == 1
    assert row(tools, key).attempts == 2


def test_the_same_holds_in_a_thread_and_in_a_direct_message(slack, tools, room, ana, lee):
    ana.types("When does the van come?", in_=room)
    question = room.last_message
    put(tools, "van", 1, channel=room.id, thread=question.ts)
    put(tools, "van", 2, person=lee.id)
    slack.faults.drop("chat.postMessage", stored=True, times=2)

    assert post_promised(slack, tools) == 2
    assert post_promised(slack, tools, at=NOW + SOON) == 2

    assert len(room.thread(question.ts)) == 1
    assert len(said_in(lee.direct)) == 1


def test_an_earlier_post_is_found_among_many(slack, tools, room, monkeypatch):
    monkeypatch.setattr(posting, "_PAGE", 2)
    put(tools, channel=room.id)
    slack.faults.drop("chat.postMessage", stored=True)
    post_promised(slack, tools)
    ana = slack.person("Ana")
    for number in range(5):
        ana.types(f"number {number}", in_=room)

    post_promised(slack, tools, at=NOW + SOON)

    assert len(said_in(room)) == 1


def test_a_crash_between_the_post_and_its_finish_leaves_one_post(slack, tools, room):
    key = put(tools, channel=room.id)
    client = posting.make_client(slack.bot_token, slack.base_url)
    due = service.claim(tools, among=[1], resting=())
    posting.attempt(client, tools, due)  # and no more of this process is heard

    assert post_promised(slack, tools) == 0
    assert post_promised(slack, tools, at=NOW + AFTER_LEASE) == 1

    assert len(said_in(room)) == 1
    assert row(tools, key).state == "sent"


def test_a_crash_between_the_claim_and_the_post_leaves_one_post(slack, tools, room):
    put(tools, channel=room.id)
    service.claim(tools, among=[1], resting=())

    post_promised(slack, tools, at=NOW + AFTER_LEASE)

    assert len(said_in(room)) == 1


def test_who_was_frozen_past_the_lease_neither_posts_nor_says_how_it_ended(slack, tools, room):
    key = put(tools, channel=room.id)
    client = posting.make_client(slack.bot_token, slack.base_url)
    frozen = service.claim(tools, among=[1], resting=())
    later = replace(tools, now=lambda: NOW + AFTER_LEASE)

    assert posting.attempt(client, later, frozen) is None
    post_promised(slack, later)
    sent = row(tools, key).ts
    service.settle(later, frozen, Ended(State.FAILED))

    assert len(said_in(room)) == 1
    assert (row(tools, key).state, row(tools, key).ts) == ("sent", sent)


def test_a_rate_limit_is_waited_for_and_costs_no_attempt(slack, tools, room):
    key = put(tools, channel=room.id)
    slack.faults.fail("chat.postMessage", "ratelimited", retry_after=30)

    post_promised(slack, tools)

    assert (row(tools, key).attempts, row(tools, key).first_try) == (0, None)
    assert row(tools, key).due == NOW + timedelta(seconds=30)
    assert post_promised(slack, tools, at=NOW + timedelta(seconds=29)) == 0
    post_promised(slack, tools, at=NOW + timedelta(seconds=30))
    assert len(said_in(room)) == 1


@pytest.mark.parametrize("status", [0, 503])
def test_an_error_on_slacks_side_is_tried_again_after_a_look(slack, tools, room, status):
    put(tools, channel=room.id)
    slack.faults.fail("chat.postMessage", "internal_error", status=status)

    post_promised(slack, tools)
    post_promised(slack, tools, at=NOW + SOON)

    assert len(said_in(room)) == 1
    assert len(slack.calls("conversations.history")) == 1


def test_tries_end_after_hours_and_the_owner_hears_that_nobody_knows(slack, tools, room, ana):
    key = put(tools, channel=room.id)
    slack.faults.fail("chat.postMessage", "internal_error", times=None)
    at = NOW
    for _number in range(ATTEMPTS):
        post_promised(slack, tools, at=at)
        at += timedelta(minutes=31)
    slack.faults.clear()
    post_promised(slack, tools, at=at)

    assert row(tools, key).state == "unknown"
    assert "I cannot find out whether I did" in ana.direct.text


def test_history_that_cannot_be_read_parks_the_post_as_unknown(slack, tools, room, ana):
    key = put(tools, channel=room.id)
    slack.faults.drop("chat.postMessage", stored=True)
    post_promised(slack, tools)
    slack.faults.fail("conversations.history", "missing_scope")

    post_promised(slack, tools, at=NOW + SOON)
    post_promised(slack, tools, at=NOW + SOON)

    assert row(tools, key).state == "unknown"
    assert len(said_in(room)) == 1
    assert "reinstall me" in ana.direct.text


def test_history_that_slack_is_slow_to_give_is_asked_again(slack, tools, room):
    put(tools, channel=room.id)
    slack.faults.drop("chat.postMessage", stored=True)
    post_promised(slack, tools)
    slack.faults.fail("conversations.history", "ratelimited", retry_after=60)

    post_promised(slack, tools, at=NOW + SOON)
    post_promised(slack, tools, at=NOW + SOON + timedelta(seconds=60))

    assert len(said_in(room)) == 1


def test_an_app_that_is_shut_out_breaks_no_promise(slack, tools, room):
    key = put(tools, channel=room.id)
    slack.faults.refuse_token("token_revoked")
    post_promised(slack, tools)
    slack.faults.refuse_token("")

    assert (row(tools, key).state, row(tools, key).attempts) == ("pending", 0)
    post_promised(slack, tools, at=NOW + timedelta(minutes=10))
    assert len(said_in(room)) == 1


def test_a_channel_that_was_archived_is_told_to_its_owner_once(slack, tools, room, lee):
    with tools.begin() as session:
        owner = people.by_slack_user(session, workspace=1, slack_user=lee.id)
        session.add(Channel(workspace_id=1, channel=room.id, owner=owner.id))
    room.channel.archived = True
    keys = [put(tools, "van", number, channel=room.id) for number in range(3)]
    for _round in range(5):
        post_promised(slack, tools)

    assert {row(tools, key).state for key in keys} == {"refused"}
    assert len(said_in(lee.direct, "A post of mine did not arrive.")) == 1
    assert "archived" in lee.direct.text


def test_a_channel_without_an_owner_is_told_to_a_coordinator(slack, tools, ana):
    slack.expects_refusal("channel_not_found")
    put(tools, channel="C0NOWHERE")
    post_promised(slack, tools)
    post_promised(slack, tools)

    assert "I did not post something in #C0NOWHERE" in ana.direct.text


def test_who_has_no_seat_is_not_told_who_is_in_the_channel_they_invited_it_to(
    slack, tools, room, ana
):
    walter = slack.person("Walter")
    with tools.begin() as session:
        owner = people.ensure(session, workspace=1, slack_user=walter.id, now=NOW)
        session.add(Channel(workspace_id=1, channel=room.id, owner=owner.id))
    put(tools, channel=room.id, needs=Permission.OUTREACH_READ)
    post_promised(slack, tools)
    post_promised(slack, tools)

    assert not said_in(walter.direct)
    assert "police" in ana.direct.text


def test_what_slack_will_never_take_fails_at_once(slack, tools, room, ana):
    key = put(tools, channel=room.id)
    slack.faults.fail("chat.postMessage", "restricted_action_read_only_channel")
    post_promised(slack, tools)
    post_promised(slack, tools)

    assert row(tools, key).state == "failed"
    assert "Only some people may post there" in ana.direct.text


def test_a_channel_with_somebody_who_may_not_see_it_is_not_posted_to(slack, tools, room, ana):
    key = put(tools, channel=room.id, needs=Permission.OUTREACH_READ)
    post_promised(slack, tools)
    post_promised(slack, tools)

    assert row(tools, key).state == "refused"
    assert not said_in(room)
    assert "The van" not in ana.direct.text
    assert "police" in ana.direct.text


def test_a_person_who_may_no_longer_see_it_is_not_written_to(slack, tools, lee):
    key = put(tools, person=lee.id, needs=Permission.PLAN_READ)
    with tools.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user=lee.id).suspended_at = NOW

    post_promised(slack, tools)

    assert row(tools, key).state == "refused"
    assert not lee.direct.messages


def test_who_has_left_slack_ends_the_promise_quietly(slack, tools, ana):
    key = put(tools, person="U0GONE")
    slack.expects_refusal("user_not_found")
    post_promised(slack, tools)

    assert row(tools, key).state == "failed"
    assert not ana.direct.messages


@pytest.mark.parametrize("kind", Kind)
def test_who_wants_no_shooting_posts_gets_none(slack, tools, lee, kind):
    key = put(tools, person=lee.id, kind=kind)
    with tools.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user=lee.id).no_shooting_posts = True

    post_promised(slack, tools)

    assert row(tools, key).state == ("withdrawn" if kind.of_shootings else "sent")


@pytest.mark.parametrize("kind", Kind)
def test_a_pause_holds_what_comes_by_itself_and_sends_no_backlog(slack, tools, room, kind):
    key = put(tools, channel=room.id, kind=kind)
    with tools.begin() as session:
        pauses.begin(
            session, workspace=1, scope=Scope.CHANNEL, target=room.id, by="p1", now=NOW,
            until=NOW + timedelta(days=2),
        )  # fmt: skip

    post_promised(slack, tools)
    post_promised(slack, tools, at=NOW + timedelta(days=3))

    assert row(tools, key).state == ("paused" if kind.held_by_pause else "sent")
    assert len(said_in(room)) == (not kind.held_by_pause)


def test_what_is_withdrawn_while_it_waits_is_not_posted(slack, tools, room):
    key = put(tools, channel=room.id)
    with tools.begin() as session:
        assert deliveries.withdraw(session, workspace=1, key=key, now=NOW)

    assert post_promised(slack, tools) == 0


def test_another_workspaces_promises_are_left_to_whoever_can_post_there(slack, tools, room):
    put(tools, channel=room.id)

    assert post_promised(slack, tools, workspace=2) == 0


def test_what_is_posted_is_what_was_frozen_and_then_dropped(slack, tools, room):
    blocks = [section("The van is here")]
    key = put(tools, channel=room.id, message=Message("The van is here", blocks))
    blocks[0]["text"]["text"] = "Something else"
    with tools.read() as session:
        stored = session.execute(text("SELECT payload FROM deliveries")).scalar_one()
    assert "van" not in stored

    post_promised(slack, tools)

    assert said_in(room)[0].blocks[0]["text"]["text"] == "The van is here"
    assert row(tools, key).payload == {}


def test_one_that_cannot_be_opened_holds_up_no_other(slack, tools, room):
    key = put(tools, "van", 1, channel=slack.channel("coalition").id)
    with tools.begin() as session:
        session.execute(text("UPDATE deliveries SET payload = 'gAAAAA-no-key-opens-this'"))
    put(tools, "van", 2, channel=room.id)

    assert post_promised(slack, tools) == 2

    assert len(said_in(room)) == 1
    assert row_state(tools, key) == ("pending", 0)


def row_state(tools, key):
    with tools.read() as session:
        found = session.query(Delivery.state, Delivery.attempts).filter(Delivery.key == key)
        return tuple(found.one())


def test_a_stop_begins_no_further_post(slack, tools, room):
    put(tools, channel=room.id)
    client = posting.make_client(slack.bot_token, slack.base_url)

    assert post_due(tools, {1: client}, stopping=lambda: True) == 0


def test_a_round_with_nothing_due_takes_no_write_lock(slack, tools):
    def refuse():
        raise AssertionError("a write lock was taken")

    assert post_promised(slack, replace(tools, begin=refuse)) == 0


@pytest.mark.parametrize("state", sorted(TOLD))
@pytest.mark.parametrize(
    "why",
    ["", "is_archived", "not_in_channel", "restricted_action", "missing_scope", "odd_<error>"],
)
def test_whoever_answers_for_a_channel_reads_what_to_do(state, why):
    told = fit(not_posted("C1", Ended(state, why=why)))

    check_message(told.text, told.blocks)
    assert "<#C1>" in told.blocks[0]["text"]["text"]
    assert "<error>" not in told.blocks[0]["text"]["text"]


def test_the_thread_posts_what_comes_due_until_it_is_stopped(slack, tools, room, ana, monkeypatch):
    monkeypatch.setattr("bot.posting.TICK", 0.0)
    posts = Posting(tools, workspace=1, token=slack.bot_token, base_url=slack.base_url)
    posts.start()
    put(tools, "van", 1, channel=room.id)
    ana.sees("The van is here", in_=room)
    posts.stop()
    put(tools, "van", 2, channel=room.id)

    assert len(said_in(room)) == 1
    assert post_promised(slack, tools) == 1
