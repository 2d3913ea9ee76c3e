"""The clock's rounds: an event that cannot be read stops no other, and is reported."""

from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import select, text

from handlers.aftermath import job as aftermath
from handlers.aftermath import phones as numbers
from handlers.day import job as day
from handlers.events import job as morning
from handlers.readiness import checking, service
from knowledge.events.conflict import Conflict
from knowledge.events.kinds import EventType
from storage import events
from storage.events import conflicts, phones, scores
from storage.tables import Delivery
from tests.conftest import NOW
from tests.handlers.vigils import START, VIGIL, known, plan

DAY = timedelta(days=1)
#: What the clock does, when, and what a report of it calls it.
ROUNDS = {
    "readiness.levels": (service.rescore_all, START - 2 * DAY),
    "readiness.checks": (checking.ask_when_due, START - DAY),
    "day.ready": (day.ask, START - timedelta(hours=20)),
    "events.remind": (morning.remind, START - DAY - timedelta(hours=3)),
    "aftermath": (aftermath.look_after, START + DAY),
}


@pytest.fixture
def broken(slack, city):
    """A vigil whose answers no key opens any more; it comes first in every round."""
    event = plan(city, start=START - timedelta(minutes=5), end=None)
    with city.begin() as session:
        torn = "UPDATE events SET profile = substr(profile, 1, length(profile) - 4) || 'AAAA'"
        session.execute(text(f"{torn} WHERE id = :event"), {"event": event})
    return event


@pytest.fixture
def whole(city, broken):
    """One that can be read, of which something is known that was not scored yet."""
    event = plan(city, profile=replace(VIGIL, type=EventType.BLOCK_PARTY))
    said = {"workspace": 1, "event": event, "by": known(city, "MARCUS").person, "now": NOW}
    with city.begin() as session:
        conflicts.record(session, level=Conflict.ACTIVE, **said)
    return event


@pytest.mark.parametrize("door", ROUNDS)
def test_an_event_that_cannot_be_read_stops_no_other(city, broken, whole, door):
    run, at = ROUNDS[door]
    before = _left(city, whole)
    with structlog.testing.capture_logs() as said:
        run(replace(city, now=lambda: at), 1)

    assert [(one["door"], one["error"]) for one in said] == [(door, "LockedError")]
    assert _left(city, whole) != before


def _left(city, event):
    """Return what a round leaves: scores, and promises."""
    with city.read() as session:
        newest = scores.count(session, workspace=1, event=event)
        return newest, sorted(session.scalars(select(Delivery.key)))


def test_numbers_of_other_events_go_though_one_event_cannot_be_read(city, broken, whole):
    with city.begin() as session:
        for event in (broken, whole):
            hand = events.hands(session, workspace=1, event=event)[0]
            of = {"workspace": 1, "event": event, "person": hand.person}
            assert phones.give(session, **of, phone="(215) 555-0142")

    with structlog.testing.capture_logs() as said:
        numbers.take_out(replace(city, now=lambda: START + 16 * DAY), 1)

    assert [one["door"] for one in said] == ["aftermath.phones"]
    with city.read() as session:
        assert phones.holding(session, workspace=1) == [broken]
