from zoneinfo import ZoneInfo

import numpy as np
import pytest

from knowledge.incidents import times

NEW_YORK = ZoneInfo("America/New_York")


def minutes(*texts, formats=times.MOMENTS, zone=NEW_YORK):
    return times.to_utc(times.read(np.array(texts, dtype=object), formats), zone)


def utc(text):
    return int(np.datetime64(text, "m").astype(np.int64))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-01-15T13:41:00", "2021-01-15T18:41"),
        ("2021-07-15 13:41:00", "2021-07-15T17:41"),
        ("2021-07-15 13:41", "2021-07-15T17:41"),
        ("07/15/2021 01:41:00 PM", "2021-07-15T17:41"),
        ("7/5/2021 1:41 PM", "2021-07-05T17:41"),
        ("07/15/21 13:41", "2021-07-15T17:41"),
        ("2021/07/15 13:41:00", "2021-07-15T17:41"),
        ("2021-07-15T13:41:00.000", "2021-07-15T17:41"),
        ("2021-07-15T13:41:00Z", "2021-07-15T13:41"),
        ("2021-07-15 13:41:00-05:00", "2021-07-15T18:41"),
        ("1626356460000", "2021-07-15T13:41"),
    ],
)
def test_usual_ways_to_write_a_moment_are_read(text, expected):
    assert minutes(text).minute.tolist() == [utc(expected)]


def test_two_digit_years_are_of_this_century():
    assert minutes("01/02/06").minute.tolist() == [utc("2006-01-02T05:00")]


@pytest.mark.parametrize("text", ["2021", "2021-08", "yesterday", "31/12/2021", "", "44392"])
def test_what_is_no_date_is_not_read_as_one(text):
    read = times.read(np.array([text], dtype=object), times.MOMENTS)

    assert np.isnat(read.local).all()
    assert np.isnat(read.utc).all()


def test_each_row_may_be_written_in_its_own_way():
    found = minutes("2021-07-15 13:41:00", "07/15/2021 13:41", "2021-07-15")

    assert found.minute.tolist() == [
        utc("2021-07-15T17:41"),
        utc("2021-07-15T17:41"),
        utc("2021-07-15T04:00"),
    ]


def test_hour_that_exists_twice_is_read_as_the_first():
    found = minutes("2021-11-07 01:30:00", "2021-11-07 03:30:00")

    assert found.minute.tolist() == [utc("2021-11-07T05:30"), utc("2021-11-07T08:30")]
    assert (found.twice, found.never) == (1, 0)


def test_hour_that_does_not_exist_is_moved_forward():
    found = minutes("2021-03-14 02:30:00", "2021-03-14 01:30:00")

    assert found.minute.tolist() == [utc("2021-03-14T07:30"), utc("2021-03-14T06:30")]
    assert (found.twice, found.never) == (0, 1)


def test_a_day_without_a_time_is_local_midnight_and_known_to_be_only_a_day():
    read = times.read(np.array(["2021-07-15", "2021-07-15 00:00:00"], dtype=object), times.MOMENTS)

    assert read.clock.tolist() == [False, True]
    assert times.to_utc(read, NEW_YORK).minute.tolist() == [utc("2021-07-15T04:00")] * 2


def test_time_of_day_comes_from_a_second_column():
    days = times.read(
        np.array(["2021-08-01 00:00:00+00"] * 4, dtype=object), ["%Y-%m-%d %H:%M:%S+00"]
    )
    clock = np.array(["02:40:00", "", "25:99", "11:05 PM"], dtype=object)

    read, odd = times.join(days, clock, times.CLOCKS)

    assert read.clock.tolist() == [True, False, False, True]
    assert odd == 1
    assert times.to_utc(read, NEW_YORK).minute.tolist() == [
        utc("2021-08-01T06:40"),
        utc("2021-08-01T04:00"),
        utc("2021-08-01T04:00"),
        utc("2021-08-02T03:05"),
    ]


def test_local_days_follow_the_zone():
    days = times.local_days(np.array([utc("2021-07-15T03:59"), utc("2021-07-15T04:00")]), NEW_YORK)

    assert days.astype(str).tolist() == ["2021-07-14", "2021-07-15"]
