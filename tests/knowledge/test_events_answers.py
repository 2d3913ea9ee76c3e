from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import h3.api.basic_int as h3
import pytest

from knowledge.events.answers import answered
from knowledge.events.dusk import daylight
from knowledge.events.factors import Factor
from knowledge.events.kinds import EventType, Venue
from knowledge.events.profile import Profile

ZONE = ZoneInfo("America/New_York")
PHILADELPHIA = (39.95, -75.16)
CELL = h3.latlng_to_cell(*PHILADELPHIA, 9)


def at(day, hour, minute=0, month=12):
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def answers(*, around=None, zone=ZONE, start=None, **known):
    profile = Profile(EventType.OTHER, start or at(5, 14), **known)
    return answered(profile, zone, around=around)


@pytest.mark.parametrize(
    ("people", "points"),
    [(1, 0), (49, 0), (50, 1), (249, 1), (250, 2), (999, 2), (1000, 3), (2499, 3), (2500, 4)],
)
def test_attendance_counts_by_the_lines_of_the_codes(people, points):
    found = answers(attendance=people)[Factor.ATTENDANCE]

    assert (found.points, found.reason) == (points, f"{people:,} people expected")


@pytest.mark.parametrize(("venue", "points"), list(zip(Venue, range(5), strict=True)))
def test_venue_counts_by_its_form(venue, points):
    assert answers(venue=venue)[Factor.VENUE].points == points


def test_what_nobody_knows_is_no_answer():
    assert all(one.points is None for one in answers().values())


def test_answers_of_people_carry_what_they_chose():
    found = answers(entry=3, alcohol=0, audience=2, history=4, environment=1)

    assert [
        (one.points, one.reason)
        for one in (found[Factor.ENTRY_CONTROL], found[Factor.ALCOHOL], found[Factor.AUDIENCE])
    ] == [(3, "an open street"), (0, "none"), (2, "mostly young adults")]
    assert found[Factor.HISTORY].points == 4
    assert found[Factor.ENVIRONMENT].points == 1


def test_the_factors_of_data_outreach_and_plan_are_not_guessed():
    missing = {Factor.CONFLICT, Factor.RECENT_SHOOTING, Factor.HOTSPOT, Factor.READINESS}

    assert set(answers()) == set(Factor) - missing


@pytest.mark.parametrize(
    ("hour", "minute", "points"),
    [
        (17, 0, 0),
        (17, 20, 1),
        (21, 0, 1),
        (21, 1, 2),
        (22, 30, 2),
        (22, 31, 3),
        (23, 59, 3),
    ],
)
def test_winter_end_counts_by_dusk_and_clock(hour, minute, points):
    assert answers(cell=CELL, end=at(5, hour, minute))[Factor.END_TIME].points == points


def test_midnight_itself_is_late_and_a_minute_later_is_after_midnight():
    found = [answers(cell=CELL, end=at(6, 0, minute))[Factor.END_TIME].points for minute in (0, 1)]

    assert found == [3, 4]


def test_an_event_before_dawn_is_after_midnight():
    start = at(6, 1)

    assert answers(cell=CELL, start=start, end=at(6, 3))[Factor.END_TIME].points == 4
    assert answers(start=start, end=at(6, 3))[Factor.END_TIME].points == 4
    assert answers(cell=CELL, start=start, end=at(6, 9))[Factor.END_TIME].points == 0


def test_an_event_through_the_night_is_after_midnight():
    assert answers(cell=CELL, end=at(6, 10))[Factor.END_TIME].points == 4
    assert answers(cell=CELL, end=at(7, 0))[Factor.END_TIME].points == 4


def test_a_light_summer_evening_has_no_points():
    june = {"start": at(20, 18, month=6), "cell": CELL}

    assert answers(end=at(20, 20, 45, month=6), **june)[Factor.END_TIME].points == 0
    assert answers(end=at(20, 21, 30, month=6), **june)[Factor.END_TIME].points == 2


def test_without_a_place_the_city_says_when_it_is_dark():
    assert answers(around=PHILADELPHIA, end=at(5, 17))[Factor.END_TIME].points == 0


def test_without_any_place_only_what_is_surely_light_counts_as_day():
    assert answers(end=at(5, 16))[Factor.END_TIME].points == 0
    assert answers(end=at(5, 17))[Factor.END_TIME].points == 1


def test_the_end_is_read_in_the_coalitions_zone():
    end = datetime(2026, 12, 6, 2, 30, tzinfo=UTC)  # 21:30 on Saturday in Philadelphia
    found = answers(cell=CELL, end=end)[Factor.END_TIME]

    assert found.points == 2
    assert found.reason == "ends Saturday at 9:30 pm, by 10:30 pm"


@pytest.mark.parametrize(
    ("day", "place", "zone", "dusk"),
    [  # almanac times of civil dusk on the solstices
        (date(2026, 6, 21), PHILADELPHIA, ZONE, (21, 5)),
        (date(2026, 12, 21), PHILADELPHIA, ZONE, (17, 9)),
        (date(2026, 6, 21), (41.88, -87.63), ZoneInfo("America/Chicago"), (21, 4)),
    ],
)
def test_civil_dusk_is_within_minutes_of_the_almanac(day, place, zone, dusk):
    found = daylight(day, *place).dusk.astimezone(zone)
    wanted = datetime(day.year, day.month, day.day, *dusk, tzinfo=zone)

    assert abs((found - wanted).total_seconds()) <= 180


def test_polar_day_is_light_and_polar_night_is_dark():
    barrow, alaska = (71.3, -156.8), ZoneInfo("America/Anchorage")
    found = [
        answers(
            around=barrow,
            zone=alaska,
            start=datetime(2026, month, 21, 12, tzinfo=alaska),
            end=datetime(2026, month, 21, 23, tzinfo=alaska),
        )[Factor.END_TIME].points
        for month in (6, 12)
    ]

    assert found == [0, 3]
    pole = daylight(date(2026, 12, 21), 85.0, 0.0)
    assert (pole.dusk, pole.bright) == (None, False)
