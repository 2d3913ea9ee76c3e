from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from storage import process
from tests.conftest import NOW


def deliver(tools, event_id, now=NOW):
    with tools.begin() as session:
        return process.first_delivery(session, event_id=event_id, now=now)


def test_only_the_first_delivery_counts(tools):
    assert deliver(tools, "Ev1") is True
    assert deliver(tools, "Ev1") is False
    assert deliver(tools, "Ev2") is True


def test_of_several_deliveries_at_once_one_counts(tools):
    with ThreadPoolExecutor(4) as pool:
        counted = list(pool.map(lambda _: deliver(tools, "Ev1"), range(8)))

    assert counted.count(True) == 1


def test_old_events_are_forgotten_and_recent_ones_kept(tools):
    deliver(tools, "Ev1", NOW - timedelta(days=3))
    deliver(tools, "Ev2", NOW - timedelta(days=1))

    with tools.begin() as session:
        process.forget_events(session, now=NOW)

    assert deliver(tools, "Ev1") is True
    assert deliver(tools, "Ev2") is False
