import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UsageError
from knowledge.partners.hours import ALWAYS, DAY, WEEK, Hours, clock, merged
from knowledge.partners.hours_reading import read

ZONE = ZoneInfo("America/New_York")

spans = st.lists(
    st.tuples(st.integers(0, WEEK - 1), st.integers(1, 2 * DAY)).map(
        lambda each: (each[0], each[0] + each[1])
    ),
    max_size=12,
).map(merged)
some_hours = st.builds(
    Hours, spans, st.frozensets(st.integers(0, 6)).map(lambda days: tuple(sorted(days)))
)


def at(day, hour, minute=0):
    """Return a moment of the week that begins on Monday, March 2."""
    return datetime(2026, 3, 2 + day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mon-Fri 9-5; Sat 10am-2pm", "Mon–Fri 9 am–5 pm; Sat 10 am–2 pm"),
        ("Mon-Fri: 9:00 AM - 5:00 PM", "Mon–Fri 9 am–5 pm"),
        ("Monday through Friday 9 to 5", "Mon–Fri 9 am–5 pm"),
        ("9-5 Mon-Fri", "Mon–Fri 9 am–5 pm"),
        ("weekdays 9–17", "Mon–Fri 9 am–5 pm"),
        ("M-F 8:30a-4:30p", "Mon–Fri 8:30 am–4:30 pm"),
        ("Mon, Wed & Fri 9-12, 1-5", "Mon, Wed, Fri 9 am–noon, 1 pm–5 pm"),
        ("MWF 12-4", "Mon, Wed, Fri noon–4 pm"),
        ("Mon 9-5 Tue 10-4", "Mon 9 am–5 pm; Tue 10 am–4 pm"),
        ("Mon 9 a.m. - 5 p.m.", "Mon 9 am–5 pm"),
        ("Mon-Fri 0900-1700", "Mon–Fri 9 am–5 pm"),
        ("Tue 6-9pm", "Tue 6 pm–9 pm"),
        ("Mon 10pm-2", "Mon 10 pm–2 am"),
        ("Mon 22-6", "Mon 10 pm–6 am"),
        ("Mon 10pm-06:00", "Mon 10 pm–6 am"),
        ("Fri-Mon 9-5", "Mon, Fri–Sun 9 am–5 pm"),
        ("daily noon-midnight", "Every day noon–midnight"),
        ("Mon 12pm-12am", "Mon noon–midnight"),
        ("24/7", "24/7"),
        ("24 hours", "24/7"),
        ("open 24 hours a day, 7 days a week", "24/7"),
        ("Sat 24h; Sun 24 hours", "Sat–Sun 24 hours"),
        ("Mon 0-24", "Mon 24 hours"),
        ("by appointment", "by appointment"),
        ("Mon-Fri 9-5; Sat by appointment", "Mon–Fri 9 am–5 pm; Sat by appointment"),
        ("closed", "closed"),
        ("daily 9-5 except Sunday", "Mon–Sat 9 am–5 pm"),
        ("Mon-Fri 9-5, closed Sun, Sat 10-2", "Mon–Fri 9 am–5 pm; Sat 10 am–2 pm"),
        ("daily 9-5, closed Sat & Sun", "Mon–Fri 9 am–5 pm"),
        ("de lunes a viernes de 9 a 5", "Mon–Fri 9 am–5 pm"),
        ("lunes a viernes 9am a 5pm, sábados 10 a 2", "Mon–Fri 9 am–5 pm; Sat 10 am–2 pm"),
        ("lun y mié de 2 de la tarde a 6 de la tarde", "Mon, Wed 2 pm–6 pm"),
        ("todos los días 9h-17h30", "Every day 9 am–5:30 pm"),
        ("entre semana 9 a 17", "Mon–Fri 9 am–5 pm"),
        ("domingo cerrado, sábado mediodía a 4", "Sat noon–4 pm"),
        ("lunes 9 a mediodía", "Mon 9 am–noon"),
        ("L-V 9-17, cada sábado 10 a 2", "Mon–Fri 9 am–5 pm; Sat 10 am–2 pm"),
        ("Siempre abierto", "24/7"),
        ("con cita previa", "by appointment"),
    ],
)
def test_hours_are_read_as_people_write_them_and_told_in_one_way(text, told):
    assert read(text).told() == told
    assert read(told) == read(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "I could not read those hours"),
        ("lunch", "Mon-Fri 9-5; Sat 10am-2pm"),
        ("Mon 25-26", "I could not read"),
        ("Mon 9", "I could not read"),
        ("Mon 9-", "I could not read"),
        ("Mon 9:75-5", "I could not read"),
        ("Mon 13pm-5pm", "I could not read"),
        ("closed holidays", "Leave out holidays"),
        ("9-5", "On which days"),
        ("closed Monday", "other days"),
        ("2nd Tuesday 6-8pm", "not every week"),
        ("Mon-Fri", "From when to when"),
        ("Mon 10am-10am", "24 hours"),
        ("Tue 6-9", "morning from evening"),
        ("Mon 09:00-05:00", "morning from evening"),
        ("Mon 9-5 " * 200, "I could not read"),
        ("Mon by appointment closed", "I could not read"),
    ],
)
def test_nonsense_is_refused_with_an_example(text, says):
    with pytest.raises(UsageError, match=says):
        read(text)


@given(some_hours)
def test_what_is_told_reads_as_the_same_hours(hours):
    assert read(hours.told()) == hours


@given(some_hours)
def test_hours_survive_packing(hours):
    assert Hours.unpacked(json.loads(json.dumps(hours.packed()))) == hours


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    try:
        hours = read(text)
    except UsageError:
        return
    assert read(hours.told()) == hours


@given(some_hours, st.integers(0, WEEK - 1))
@settings(max_examples=30, deadline=None)
def test_next_opening_is_the_first_minute_that_begins_a_span(hours, minute):
    start = datetime(2026, 6, 1 + minute // DAY, minute % DAY // 60, minute % 60, tzinfo=ZONE)
    is_open = [hours.open_in((minute + ahead) % WEEK) for ahead in range(WEEK + 1)]
    begins = [now for now in range(1, WEEK + 1) if is_open[now] and not is_open[now - 1]]

    found = hours.opens_next(start)

    assert (found is None) == (not begins)
    assert found is None or (found - start).total_seconds() / 60 == begins[0]


def test_open_hours_are_half_open():
    hours = read("Mon-Fri 9-5")

    assert not hours.open_at(at(0, 8, 59))
    assert hours.open_at(at(0, 9))
    assert hours.open_at(at(4, 16, 59))
    assert not hours.open_at(at(4, 17))
    assert not hours.open_at(at(5, 12))


def test_span_past_midnight_and_past_sunday_stays_open():
    hours = read("Fri 10pm-2am; Sun 10pm-2am")

    assert hours.open_at(at(5, 1, 59))
    assert not hours.open_at(at(5, 2))
    assert hours.open_at(at(0, 1, 59))
    assert not hours.open_at(at(0, 2))
    assert hours.closes_at(at(0, 1)) == at(0, 2)
    assert hours.closes_at(at(6, 23)) == at(7, 2)


def test_next_opening_and_closing_are_told_in_local_time():
    hours = read("Mon-Fri 9-5")

    assert hours.opens_next(at(0, 7)) == at(0, 9)
    assert hours.opens_next(at(0, 9)) == at(1, 9)
    assert hours.opens_next(at(4, 18)) == at(7, 9)
    assert hours.closes_at(at(0, 10)) == at(0, 17)
    assert hours.closes_at(at(0, 8)) is None


def test_clock_stays_right_over_the_change_to_summer_time():
    friday_evening = at(4, 18)  # clocks change on Sunday, March 8

    opens = read("Mon 9-5").opens_next(friday_evening)

    assert (opens.weekday(), opens.hour) == (0, 9)
    assert opens.utcoffset() != friday_evening.utcoffset()


def test_what_never_closes_has_no_next_opening():
    assert read("24/7") == Hours(ALWAYS)
    assert read("24/7").opens_next(at(0, 0)) is None
    assert read("24/7").closes_at(at(3, 3)) is None
    assert read("by appointment").opens_next(at(0, 0)) is None
    assert not read("by appointment").open_at(at(0, 12))


@pytest.mark.parametrize(
    "packed",
    [
        {"spans": [[5, 5]], "appointment": []},
        {"spans": [[0, 10], [10, 20]], "appointment": []},
        {"spans": [[-1, 20]], "appointment": []},
        {"spans": [], "appointment": [7]},
    ],
)
def test_hours_in_another_form_are_refused(packed):
    with pytest.raises(ValueError, match=r"span|days"):
        Hours.unpacked(packed)


def test_minutes_of_a_day_are_told_as_people_say_them():
    assert [clock(each) for each in (0, 5, 540, 720, 750, 1320)] == [
        "midnight", "12:05 am", "9 am", "noon", "12:30 pm", "10 pm",
    ]  # fmt: skip
