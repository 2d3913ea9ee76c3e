"""Three people tick a hundred items at once, each their own way, over the local Slack."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from handlers.deliveries.posting import make_client
from handlers.events import planning
from handlers.readiness import living
from knowledge.events.event import HELPER
from knowledge.events.items import items_for
from knowledge.events.kinds import EventRole, EventType, Venue
from knowledge.events.profile import Profile
from knowledge.events.tasks import State
from storage import events, people
from storage.events import own_items
from tests.conftest import NOW

START = NOW + timedelta(days=90)
MARCH = Profile(
    EventType.MARCH, START, START + timedelta(hours=3), Venue.ROUTE, attendance=3_000,
    entry=4, alcohol=2, audience=4, history=2, environment=2,
)  # fmt: skip
#: As many as no list of the product has: the coalition added some of its own.
ALL = 100
OWN = {"why": "Each block has its own corner.", "phase": "T-7", "role": "logistics_lead"}
HANDS = ("GRACE", "MARCUS", "SAMUEL")
#: How long Slack says to wait, once. [s]
WAIT = 7
NOTE = "by Samuel"
#: What somebody is told who was not the first.
FIRST = "Somebody changed this meanwhile"


@pytest.fixture
def slack(tools, start):
    found = start(tools)
    found.clock.runs_at(0)
    found.clock.moves_to(NOW)
    return found


@pytest.fixture
def march(slack, tools):
    """A march of 3,000 with a hundred things to do, and everybody of the room on its plan."""
    with tools.begin() as session:
        for at in range(ALL - len(items_for(EventType.MARCH))):
            own_items.adopt(
                session, workspace=1, in_list=EventType.MARCH.value, by="p", now=NOW,
                wording=OWN | {"text": f"Walk block {at + 1} of the route."},
            )  # fmt: skip
        users = {user: one for one, user in people.slack_users(session, workspace=1).items()}
        event = events.add(
            session, workspace=1, profile=MARCH, by=users["U0GRACE"], now=NOW, title="The march"
        )
        for handle in (*HANDS, "ANA"):
            events.name_hand(
                session, workspace=1, event=event.id, person=users[f"U0{handle}"], now=NOW,
                role=EventRole.FAMILY_LIAISON if handle == "GRACE" else HELPER,
            )  # fmt: skip
        planning.replan(session, tools, workspace=1, event=event)
    return event.id


@pytest.fixture
def room(slack, tools, march):
    """The room that the plan is bound to."""
    found = slack.channel("families")
    for name in ("bot", "Marcus"):
        if slack._identifier(name) not in found.channel.members:
            slack.invite(name, found, by="Ana")
    with tools.begin() as session:
        events.keep(session, workspace=1, event=march, channel=found.id)
    return found


class Pinned:
    """The living message as the clock goes on, a second at a time."""

    def __init__(self, slack, tools, room):
        self._slack, self._tools, self._room = slack, tools, room
        self._client = make_client(slack.bot_token, slack.base_url)
        self.second = 0
        #: At which seconds it was changed.
        self.changed = []

    def turns(self):
        """Let a second pass; return how many messages were tried."""
        self.second += 1
        now = NOW + timedelta(seconds=self.second)
        before = self._edits()
        tried = living.refresh(replace(self._tools, now=lambda: now), {1: self._client})
        self.changed += [self.second] * (self._edits() - before)
        return tried

    def is_told_to_wait(self):
        """Have Slack say once that it is too much; return at which second that was."""
        self._slack.faults.fail("chat.update", "ratelimited", retry_after=WAIT)
        while not self.turns():
            pass
        return self.second

    def ends(self):
        """Let the clock run until nothing is left to show."""
        quiet = 0
        while quiet <= WAIT:
            quiet = 0 if self.turns() else quiet + 1

    def _edits(self):
        made = self._slack.calls("chat.update")
        return sum(one.get("channel") == self._room.id for one in made)


def one_at_a_time(who, march):
    """Walk through the plan; return how often they were told that they did it."""
    who.types(f"/event walk {march}", in_=who.direct)
    return _works(who, lambda: who.clicks("Done"))


def in_the_message(who, march):
    """Press Done in the plan's own message, whatever it shows next."""
    who.types(f"/event plan {march}", in_=who.direct)
    did = 0
    while "'text': 'Done'" in str(who.message("The march", in_=who.direct).blocks):
        did += FIRST not in who.clicks("Done", in_=who.direct)
    return did


def with_a_note(who, march):
    """Fill a dialog for each, what is critical first, from the end of the list."""
    shown = who.types(f"/event plan {march}", in_=who.direct)
    who.clicks(re.search(r"Critical \(\d+\)", shown)[0], in_=who.direct)
    who.clicks("Open")

    def notes():
        if "[Done, with a note]" not in who.screen:  # somebody was first
            return who.clicks("Later") and FIRST
        who.clicks("Done, with a note")
        who.fills("Note or link", NOTE)
        return who.submits()

    return _works(who, notes)


def _works(who, does):
    """Go on in the dialog until nothing is open, first of a list and then of all."""
    did = 0
    while True:
        if "[The rest of the plan]" in who.screen:
            who.clicks("The rest of the plan")
        if "Everything here is settled" in who.screen:
            return did
        did += FIRST not in does()


WAYS = {"Grace": one_at_a_time, "Marcus": in_the_message, "Samuel": with_a_note}


def test_nothing_is_lost_and_the_pinned_message_is_right_at_the_end(slack, tools, march, room):
    pinned = Pinned(slack, tools, room)
    pinned.turns()
    assert f"0 of {ALL}" in room.text
    hands = {one: slack.person(one) for one in WAYS}
    hands["Grace"].types(f"/event walk {march}", in_=hands["Grace"].direct)
    hands["Grace"].clicks("Done")
    hands["Grace"].closes()
    told = pinned.is_told_to_wait()

    with ThreadPoolExecutor(len(hands)) as pool:
        working = [pool.submit(WAYS[one], who, march) for one, who in hands.items()]
        while wait(working, timeout=0.4).not_done:
            pinned.turns()
        did = {hands[name].id: one.result() for name, one in zip(hands, working, strict=True)}
    did[hands["Grace"].id] += 1
    pinned.ends()

    with tools.read() as session:
        listed = events.tasks(session, workspace=1, event=march)
        users = people.slack_users(session, workspace=1)
    by = Counter(users[one.done_by] for one in listed)
    assert len(listed) == ALL
    assert {(one.state, one.version) for one in listed} == {(State.DONE, 2)}
    assert by == did
    assert {users[one.done_by] for one in listed if one.note} == {hands["Samuel"].id}
    assert sum(one.note == NOTE for one in listed) == by[hands["Samuel"].id]
    for who in hands.values():
        assert "logged as" not in who.screen
    (message,) = (one for one in room.messages if "The march" in str(one.blocks))
    assert f"{ALL} of {ALL}" in room.text
    assert message.pinned_by == slack.bot_user_id
    assert pinned.changed[0] >= told + WAIT
    assert all(later - one >= 2 for one, later in pairwise(pinned.changed))
