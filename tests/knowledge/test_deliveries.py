from datetime import timedelta

import pytest

from knowledge.deliveries import Kind, promise
from knowledge.deliveries.outcome import (
    ATTEMPTS,
    MENDING,
    Again,
    Ended,
    State,
    refused,
    unanswered,
    unreadable,
)


def test_the_same_parts_are_the_same_promise():
    assert promise(1, "agreement", 12, "30 days") == promise(1, "agreement", 12, "30 days")
    assert promise(1, "agreement", 12) != promise(2, "agreement", 12)


def test_a_pause_holds_what_comes_by_itself():
    assert [kind for kind in Kind if kind.held_by_pause] == [
        Kind.DIGEST,
        Kind.NUDGE,
        Kind.CHART,
        Kind.ALERT,
    ]


def test_waits_double_up_to_half_an_hour_and_last_half_a_day_at_most():
    waits = [unanswered(attempt).wait for attempt in range(1, ATTEMPTS)]

    assert waits[:3] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert waits[-1] == timedelta(minutes=30)
    assert timedelta(hours=6) < sum(waits, timedelta()) < timedelta(hours=12)
    assert unanswered(ATTEMPTS) == Ended(State.UNKNOWN)


@pytest.mark.parametrize("error", ["", "internal_error", "service_unavailable"])
def test_slacks_own_failures_leave_open_whether_it_arrived(error):
    assert refused(error, attempts=1) == Again(timedelta(seconds=5), counted=True)
    assert unreadable(error, attempts=2) == Again(timedelta(seconds=10), counted=True)


def test_a_rate_limit_waits_as_long_as_slack_says_and_counts_for_nothing():
    assert refused("ratelimited", attempts=3, wait=30) == Again(
        timedelta(seconds=30), counted=False
    )
    assert refused("ratelimited", attempts=3) == Again(timedelta(seconds=1), counted=False)


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "missing_scope"])
def test_an_app_that_is_shut_out_keeps_its_promises(error):
    assert refused(error, attempts=1) == Again(MENDING, counted=False)


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "user_not_found"])
def test_what_slack_will_not_take_has_failed(error):
    assert refused(error, attempts=1) == Ended(State.FAILED, why=error)


@pytest.mark.parametrize("error", ["missing_scope", "channel_not_found", "not_in_channel"])
def test_without_the_history_nobody_knows(error):
    assert unreadable(error, attempts=2) == Ended(State.UNKNOWN, why=error)
