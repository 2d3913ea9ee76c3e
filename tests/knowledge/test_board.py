"""The "I can" board's line: when its time is over, and what in it names somebody."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.board.line import LONGEST, line
from knowledge.board.need import Need
from knowledge.board.privacy import admit, findings
from knowledge.board.when import until
from knowledge.errors import UsageError

ZONE = ZoneInfo("America/New_York")
#: A Sunday, at noon.
NOW = datetime(2026, 11, 22, 12, tzinfo=ZONE)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("van Saturday 2–5", "2026-11-28 17:00"),
        ("van saturday 2-5pm", "2026-11-28 17:00"),
        ("van Saturday 9am-11", "2026-11-28 11:00"),
        ("van Saturday 9-11", "2026-11-28 23:00"),
        ("van Saturday 11-2", "2026-11-28 14:00"),
        ("van Saturday from 14:00 to 16:30", "2026-11-28 16:30"),
        ("interpreter tonight", "2026-11-23 00:00"),
        ("interpreter tonight 10pm-2am", "2026-11-23 02:00"),
        ("two people tomorrow by 3", "2026-11-23 15:00"),
        ("chairs by friday", "2026-11-28 00:00"),
        ("tables Friday to Sunday", "2026-11-30 00:00"),
        ("tables next week", "2026-11-30 00:00"),
        ("rides in two weeks", "2026-12-07 00:00"),
        ("cook on Nov 28, 5:30 p.m.", "2026-11-28 17:30"),
        ("somebody who reads Arabic", "2026-11-30 00:00"),
        ("2-5 boxes of gloves", "2026-11-30 00:00"),
        ("10-30 chairs Saturday", "2026-11-29 00:00"),
        ("somebody at 3pm", "2026-11-22 15:00"),
        ("somebody at 9am", "2026-11-23 09:00"),
        ("flyers by christmas 2027", "2027-02-21 00:00"),
    ],
)
def test_time_of_a_need_is_read_from_its_words(text, over):
    assert until(text, NOW) == datetime.fromisoformat(over).replace(tzinfo=ZONE)


def test_time_that_is_over_is_asked_for_again():
    with pytest.raises(UsageError, match="over already"):
        until("van today 9am-11am", NOW)


@given(st.text(max_size=80))
def test_every_line_is_open_from_now_for_at_most_ninety_days(text):
    try:
        over = until(text, NOW)
    except UsageError:
        return
    assert over > NOW
    assert (over - NOW).days <= 91


def test_need_is_over_at_its_end():
    need = Need(1, "van", "a", "C1", until=NOW)

    assert need.over(NOW)
    assert not need.over(NOW.replace(hour=11))


def test_line_is_one_line_that_turns_nothing():
    assert line(" van\u202e \n Saturday\t2–5\u0000 ") == "van Saturday 2–5"


@pytest.mark.parametrize("text", ["", " \n", "!?", "\u202e", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_told(text):
    with pytest.raises(UsageError, match="one line"):
        line(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("call 215-555-0142", "phone"),
        ("call (215) 555 0142 tonight", "phone"),
        ("call 2155550142", "phone"),
        ("text 555-0142", "phone"),
        ("whatsapp +52 55 1234 5678", "phone"),
        ("ssn 123-45-6789", "phone or ID"),
        ("write ana.m@example.org", "email"),
        ("ride, born 2009", "birth"),
        ("DOB 3/4/2009", "birth"),
        ("ride for 03/04/2009", "birth"),
        ("fecha de nacimiento 1999", "birth"),
    ],
)
def test_what_surely_names_somebody_is_refused_with_the_reason(text, why):
    with pytest.raises(UsageError, match=why) as raised:
        admit(text, today=TODAY)

    assert "never for whom" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ride from 1420 N. Broad Street", "address"),
        ("bed delivered to 12 west oak ave", "address"),
        ("crib to apt 4b", "address"),
        ("@marcus can you drive", "mentions"),
        ("<@U0ANA> can you drive", "mentions"),
        ("coat for a 14-year-old", "how old"),
        ("ride for Jamal Brown", "name"),
        ("ride for Ms. Alvarez", "name"),
        ("tutor for a student Keisha", "name"),
    ],
)
def test_what_may_name_somebody_is_asked_about(text, why):
    (asked, *_more) = admit(text, today=TODAY)

    assert why in asked


@pytest.mark.parametrize(
    "text",
    [
        "van Saturday 2–5",
        "Van Saturday 2-5",
        "interpreter tonight",
        "Spanish interpreter Nov 28, 5:30 p.m.",
        "ride to Mercy Hospital Saturday 2-5",
        "20 chairs at Eastgate Library, 12/3",
        "200 water bottles by 12/3/2026",
        "someone for the food table",
        "1000 flyers",
        "MOU review with counsel",
    ],
)
def test_plain_needs_are_posted_without_a_question(text):
    assert findings(text, today=TODAY, known=["Mercy Hospital", "Eastgate"]) == ()


def test_name_of_a_partner_is_nobodys():
    assert admit("boxes to Vecinos De Eastgate", today=TODAY)
    assert not admit("boxes to Vecinos De Eastgate", today=TODAY, known=["Vecinos de Eastgate"])


@given(st.text(max_size=150))
def test_any_text_can_be_looked_at(text):
    findings(text, today=date(2026, 11, 22), known=["a(b", ""])
