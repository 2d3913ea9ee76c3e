"""What is where at an event: measures in feet, how many it holds, what papers are given."""

import pytest

from knowledge.errors import UsageError
from knowledge.events import arrangement_reading, arrangement_words, measures
from knowledge.events.arrangements import NAMES, THEMES, Arrangements, Theme
from knowledge.events.emergency.page import pages, shown
from knowledge.events.facts import Facts
from knowledge.events.kinds import EventType
from knowledge.events.scripts.script import Kind, Language, script
from knowledge.events.sheet import Channel, Medical
from knowledge.events.staffing import Counts, Post, needed
from tests.knowledge.test_events_staffing import START as SOME_DAY
from tests.knowledge.test_events_staffing import Profile

EVERYTHING = Arrangements(
    area=465.0, width=3.0, minutes=9, elders=True, posted=400,
    **{name: f"the {name} place" for name in NAMES if name not in (
        "area", "width", "minutes", "elders", "posted", "aims", "approaches", "younger", "teens",
        "seats",
    )},
    aims=("Home safely",), approaches=3, younger=16, teens=20, seats=100,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meters"),
    [
        ("60", 18.29), ("60 ft", 18.29), ("60'", 18.29), ("60 feet", 18.29), ("18 m", 18.0),
        ("6 + 6 + 4", 4.88), ("3 x 6 ft", 5.49), ("20 yd", 18.29), ("1,000", 304.8),
    ],
)  # fmt: skip
def test_length_is_in_feet_unless_it_says_meters(typed, meters):
    assert measures.metres(typed, least=0.5, most=1_000) == meters


@pytest.mark.parametrize(
    ("typed", "square"),
    [
        ("5000", 464.52), ("5,000 sq ft", 464.52), ("5,000 Sq. Ft.", 464.52),
        ("50 x 100 ft", 464.52), ("50x100", 464.52), ("465 m2", 465.0), ("465 m²", 465.0),
        ("1 acre", 4_046.86), ("20 x 30 m", 600.0),
    ],
)  # fmt: skip
def test_area_is_in_square_feet_unless_it_says_otherwise(typed, square):
    assert measures.square_metres(typed, least=5, most=5_000_000) == square


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("width", "wide", "60 ft"), ("width", "-5", "60 ft"), ("width", "4,5 m", "60 ft"),
        ("width", "1e9", "60 ft"), ("width", "0.1", "2 to 3,281 feet"),
        ("width", "9" * 40, "2 to 3,281 feet"), ("area", "12", "54 to 53,819,552 square feet"),
        ("area", "big", "50 x 100 ft"), ("area", "20 m", "465 m2"),
        ("minutes", "90", "1 to 60"), ("minutes", "0", "1 to 60"), ("minutes", "soon", "whole"),
        ("seats", "-3", "whole"), ("seats", "1.5", "whole"), ("posted", "0", "1 to 5,000,000"),
        ("teens", "9" * 30, "0 to 100,000"), ("seats", "²", "whole"),
        ("exits", "x" * 101, "at most 100"), ("aims", "\n".join("abcdef"), "5 that matter"),
        ("aims", "a" * 141, "at most 140"),
        ("kits", "Grace, 215-555-0199", "No phone numbers"),
        ("quiet", "grace@example.org", "No phone numbers"),
        ("aims", "Call (215) 555-0199", "No phone numbers"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_can(name, typed, told):
    with pytest.raises(UsageError, match=told.replace("(", r"\(")):
        arrangement_reading.read(name, typed)


@pytest.mark.parametrize(
    "typed",
    ["555-0142", "215 - 555 - 0142", "215/555/0142", "215\u2013555\u20130142",
     "215\u2011555\u20110142", "+1 (215) 555-0142"],
)  # fmt: skip
def test_a_number_is_refused_however_it_is_written(typed):
    with pytest.raises(UsageError, match="No phone numbers"):
        arrangement_reading.read("exits", f"ask at {typed}")


@pytest.mark.parametrize(
    "typed",
    ["3401 N Broad St 19140", "1234-1240 W Somerset St", "12/05/2026 18:00", "radio 462.5625"],
)
def test_an_address_a_day_and_a_frequency_are_no_numbers_to_call(typed):
    assert arrangement_reading.read("exits", typed) == typed


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("exits", "  north   gate ", "north gate"), ("exits", None, ""), ("area", " ", None),
        ("seats", "1,200", 1_200), ("elders", "yes", True), ("elders", "no", False),
        ("elders", None, None), ("aims", "• Home\n\n- Safe ", ["Home", "Safe"]), ("aims", "", []),
        ("phone", "215-555-0100", "215-555-0100"), ("main", "radio 462.5625", "radio 462.5625"),
    ],
)  # fmt: skip
def test_what_is_typed_is_kept_plainly(name, typed, kept):
    assert arrangement_reading.read(name, typed) == kept


def test_a_place_holds_the_smallest_of_room_exits_and_what_is_allowed():
    square = Arrangements(area=500.0, width=3.0)  # 2 x 500; 3 x 82 x 8
    assert (square.holds, square.lets_out, square.capacity) == (1_000, 1_968, 1_000)
    narrow = Arrangements(area=5_000.0, width=3.0, minutes=5)  # 3 x 82 x 5
    assert narrow.capacity == 1_230
    older = Arrangements(area=5_000.0, width=3.0, elders=True)  # 3 x 75 x 8
    assert older.capacity == 1_800
    assert Arrangements(area=500.0, width=3.0, posted=250).capacity == 250


@pytest.mark.parametrize(("area", "said"), [(501.7, 1_000), (55.7, 110), (4.0, 8), (617.0, 1_200)])
def test_what_a_formula_gave_is_said_with_two_digits_and_never_more(area, said):
    assert Arrangements(area=area, width=90.0).about == said


def test_number_of_the_fire_marshal_is_said_as_it_is():
    assert Arrangements(area=500.0, width=3.0, posted=251).about == 251


def test_capacity_is_said_with_its_numbers_and_how_binding_they_are():
    told = arrangement_words.holds(Arrangements(area=500.0, width=3.0))
    assert "Holds about 1,000 people" in told
    assert "room to stand 1,000 (2 a square meter)" in told
    assert "exits 1,900 (82 a meter and minute, in 8 min)" in told
    assert "United Kingdom (indicative); your fire marshal’s number counts" in told
    assert "at most, maybe fewer" in arrangement_words.holds(Arrangements(area=500.0))
    assert arrangement_words.holds(Arrangements()) == ""
    assert "fire marshal" in arrangement_words.holds(Arrangements(posted=99))


def test_more_people_than_it_holds_are_warned_of_and_nothing_is_forbidden():
    known = Arrangements(area=500.0, width=3.0)
    assert arrangement_words.crowded(known, 1_000) == ""
    assert arrangement_words.crowded(known, None) == ""
    assert arrangement_words.crowded(Arrangements(), 1_000) == ""
    assert "1,001 are expected" in arrangement_words.crowded(known, 1_001)
    assert "forbids nothing" in arrangement_words.crowded(known, 1_001)


def test_kept_arrangements_come_back_as_they_were():
    assert Arrangements.of(EVERYTHING.values()) == EVERYTHING
    assert Arrangements.of(None) == Arrangements()
    assert Arrangements.of({"exits": "north", "gone": 1}) == Arrangements(exits="north")


def test_every_blank_of_pages_and_scripts_is_filled():
    own = Facts(event="Peace", open=True, address="12 Marked Street", starts="5 pm", ends="7 pm")
    known = EVERYTHING.facts(own)
    assert [one.missing for one in (shown(page, known) for page in pages())] == [()] * 9
    for language in Language:
        for kind in Kind:
            assert "[" not in script(kind, language, known)


def test_what_nobody_said_stays_a_blank_and_what_was_known_stays():
    own = Facts(address="12 Marked Street", quiet="tent")
    assert Arrangements().facts(own) == own
    known = Arrangements(shelter="gym", first_aid="red tent").facts(own)
    assert (known.shelter, known.quiet, known.first_aid) == ("gym", "tent", "ask at red tent")
    assert Arrangements(kits="blue bag", first_aid="red tent").facts(own).first_aid == "blue bag"


def test_papers_get_channels_and_medical_help():
    assert Channel.of(Arrangements()) == ()
    assert Channel.of(Arrangements(main="radio 2", backup="runners")) == (
        Channel("Everybody who works here", "radio 2", "runners"),
    )
    medical = Medical.of(EVERYTHING)
    assert (medical.hospital, medical.cover) == ("the hospital place", "the first_aid place")
    assert (medical.kits, medical.ambulance) == ("the kits place", "the ambulance place")


def test_counts_reach_the_staffing():
    assert EVERYTHING.counts == Counts(approaches=3, younger=16, older=20, seats=100)
    found = needed(Profile(EventType.OTHER, SOME_DAY), counts=EVERYTHING.counts)
    assert {one.post: one.least for one in found} == {
        Post.OUTREACH_PAIRS: 6, Post.YOUTH_ADULTS: 4, Post.ACCESSIBLE_SEATS: 2
    }  # fmt: skip


def test_every_field_is_asked_once_with_words_for_it():
    asked = [name for theme in Theme for name in THEMES[theme]]
    assert sorted(asked) == sorted(NAMES)
    for name in NAMES:
        assert arrangement_words.label(name)
        assert len(arrangement_words.example(name)) <= 100
        assert len(arrangement_words.question(name)) <= 60 or name in ("kits", "aims", "shelter")
        assert arrangement_words.told(name, EVERYTHING)
        assert arrangement_words.told(name, Arrangements()) == ""


def test_pages_named_as_waiting_are_those_that_ask_for_it():
    words = {"fire": "fire", "weather": "storm", "shots": "shots", "lost_child": "lost-child",
             "vehicle": "vehicle", "unattended_item": "item", "medical": "medical"}  # fmt: skip
    missing = {page.emergency.value: shown(page, Facts()).missing for page in pages()}
    for page, names in missing.items():
        for name in set(names) - {"address", "first_aid"}:
            assert words[page] in arrangement_words.waits(name), (page, name)
