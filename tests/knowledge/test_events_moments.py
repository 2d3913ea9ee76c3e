"""Typed moments, in the coalition's zone."""

from zoneinfo import ZoneInfo

import pytest

from knowledge.errors import UsageError
from knowledge.events.moments import read

ZONE = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-12-01T18:00", "2026-12-01T18:00:00-05:00"),
        (" 2026-12-01 18:00:30 ", "2026-12-01T18:00:30-05:00"),
        ("2026-07-01T18:00", "2026-07-01T18:00:00-04:00"),
        ("2026-12-01T18:00Z", "2026-12-01T13:00:00-05:00"),
        ("2026-12-01T18:00+01:00", "2026-12-01T12:00:00-05:00"),
        ("2026-03-08T02:30", "2026-03-08T03:30:00-04:00"),
        ("2026-11-01T01:30", "2026-11-01T01:30:00-04:00"),
    ],
)
def test_moment_is_read_in_the_zone_unless_it_names_its_own(typed, moment):
    assert read(typed, zone=ZONE).isoformat() == moment


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "2026-12-01", "2026-13-01T18:00", "2026-12-01T25:00", "9999-12-31T23:59"],
)
def test_what_is_no_date_with_a_time_is_told_with_the_right_form(typed):
    with pytest.raises(UsageError, match="2026-12-01T18:00"):
        read(typed, zone=ZONE)
