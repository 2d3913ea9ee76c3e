"""Claims of promised posts, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.deliveries.outcome import State
from knowledge.events.visibility import View
from storage import deliveries, process
from tests.conftest import NOW

LEASE = timedelta(minutes=3)
PAYLOAD = {"text": "The van is here", "blocks": []}


@pytest.fixture
def put(tools, workspace):
    def enqueue(key, **more):
        asked = {"channel": "C1", "due": NOW, "payload": PAYLOAD} | more
        with tools.begin() as session:
            return deliveries.enqueue(
                session, workspace=workspace, key=key, kind=Kind.POST,
                needs=Permission.HELP_READ, now=NOW, **asked,
            )  # fmt: skip

    return enqueue


@pytest.fixture
def claim(tools, workspace):
    def take(owner="me", *, now=NOW, resting=(), among=None):
        with tools.begin() as session:
            return process.claim(
                session,
                among=[workspace] if among is None else among,
                resting=resting,
                owner=owner,
                now=now,
                lease=LEASE,
            )

    return take


@pytest.fixture
def end(tools, workspace):
    def finish(due, state=State.SENT):
        with tools.begin() as session:
            return deliveries.finish(session, workspace=workspace, due=due, state=state, now=NOW)

    return finish


def test_what_waited_longest_is_claimed_first(put, claim):
    put("b", due=NOW - timedelta(minutes=1))
    put("a")
    put("c", due=NOW + timedelta(minutes=1))

    assert [claim().key, claim().key] == ["b", "a"]
    assert claim() is None


def test_a_claim_says_what_it_is_and_how_often_it_was_tried(put, claim, workspace):
    put("a", channel=None, person="U1", thread="1.2", place="19140")
    due = claim("me")

    assert (due.workspace, due.key, due.channel, due.person) == (workspace, "a", "", "U1")
    assert (due.thread, due.place, due.kind, due.needs) == (
        "1.2", "19140", Kind.POST, Permission.HELP_READ,
    )  # fmt: skip
    assert (due.attempts, due.first_try, due.lease_until) == (1, NOW, NOW + LEASE)


def test_a_claim_says_which_event_it_is_about_and_how_much_its_reader_must_see(put, claim):
    put("a", channel=None, person="U1", about=(7, View.OUTREACH))
    put("b", channel=None, person="U1")

    assert claim().about == (7, View.OUTREACH)
    assert claim().about is None


def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(put, claim):
    put("a")
    claim("me")

    assert claim("you", now=NOW + LEASE - timedelta(seconds=1)) is None
    again = claim("you", now=NOW + LEASE)
    assert (again.attempts, again.first_try) == (2, NOW)


def test_who_lost_a_claim_cannot_say_how_it_ended(put, claim, end, tools, workspace):
    put("a")
    mine = claim("me")
    yours = claim("you", now=NOW + LEASE)

    assert not end(mine)
    with tools.begin() as session:
        assert not deliveries.postpone(
            session, workspace=workspace, due=mine, until=NOW, counted=True
        )
    assert end(yours)
    assert not end(yours)


def test_a_conversation_at_rest_and_another_workspace_are_passed_over(put, claim, workspace):
    put("a", channel="C1")
    put("b", channel=None, person="U1")

    assert claim(resting=["C1", "U1"]) is None
    assert claim(among=[workspace + 1]) is None
    assert claim(among=[]) is None
    assert claim(resting=["C1"]).key == "b"


def test_put_back_without_a_count_it_is_as_if_it_had_not_been_tried(put, claim, tools, workspace):
    put("a")
    due = claim()
    with tools.begin() as session:
        deliveries.postpone(session, workspace=workspace, due=due, until=NOW, counted=False)

    assert claim("you", now=NOW + timedelta(minutes=1)).first_try == NOW + timedelta(minutes=1)


def test_put_back_with_a_count_its_first_try_stays(put, claim, tools, workspace):
    put("a")
    due = claim()
    with tools.begin() as session:
        deliveries.postpone(session, workspace=workspace, due=due, until=NOW, counted=True)

    again = claim("you", now=NOW + timedelta(minutes=1))
    assert (again.attempts, again.first_try) == (2, NOW)


def test_workers_at_once_claim_each_post_once(put, claim):
    keys = [f"k{number:02}" for number in range(40)]
    for key in keys:
        put(key)

    def work(owner):
        taken = []
        while (due := claim(owner)) is not None:
            taken.append(due.key)
        return taken

    with ThreadPoolExecutor(4) as pool:
        found = [key for taken in pool.map(work, "abcd") for key in taken]

    assert sorted(found) == keys


def test_the_same_key_is_promised_once(put):
    assert put("a")
    assert not put("a", channel="C2")


def test_what_was_begun_cannot_be_withdrawn(put, claim, tools, workspace):
    put("a")
    put("b")
    claim()
    with tools.begin() as session:
        gone = [deliveries.withdraw(session, workspace=workspace, key=key, now=NOW) for key in "ab"]

    assert gone == [False, True]


def test_what_ended_says_nothing_any_more(put, claim, end, tools, workspace):
    put("a")
    end(claim())
    with tools.read() as session:
        assert deliveries.payload(session, workspace=workspace, key="a") is None
        assert deliveries.find(session, workspace=workspace, key="a").payload == {}


def test_a_post_goes_to_one_place(put):
    with pytest.raises(ValueError, match="one channel or to one person"):
        put("a", person="U1")
