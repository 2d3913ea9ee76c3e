import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UsageError
from knowledge.partners.asking import read

PLACES = (
    *("Kensington", "Port Richmond", "North Philadelphia", "Southwest Philadelphia"),
    *("Germantown", "East Germantown", "Hunting Park", "The Bronx"),
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("housing kensington es now", "Housing · in Kensington · Spanish · open now"),
        ("huosing kensigton es now", "Housing · in Kensington · Spanish · open now"),
        ("now es kensington housing", "Housing · in Kensington · Spanish · open now"),
        ("vivienda en Kensington ahora", "Housing · in Kensington · open now"),
        ("necesito comida en fishtown", "Food · name like “fishtown”"),
        ("comida en inglés", "Food · English"),
        ("food en", "Food · English"),
        ("en food", "Food · English"),
        ("sw philadelphia jobs walk-in", "Jobs · in Southwest Philadelphia · walk-in"),
        ("north phila food", "Food · in North Philadelphia"),
        ("lawyer who speaks kreyol near hunting park",
         "Legal help · in Hunting Park · Haitian Creole"),
        ("abierto terapia español", "Counseling · Spanish · open now"),
        ("24h shelter", "Housing · open 24/7"),
        ("24/7 detox sin cita", "Recovery from substance use · open 24/7 · walk-in"),
        ("food or rent, the bronx", "Food or Housing · in The Bronx"),
        ("Philabundance", "name like “philabundance”"),
        ("", "Every partner"),
        ("east germantown", "in East Germantown"),
    ],
)  # fmt: skip
def test_search_is_read_in_any_order_and_told_back(text, told):
    assert read(text, places=PLACES).told() == told


def test_words_for_later_are_told_to_be_left_out():
    found = read("food tonight", places=PLACES)

    assert found.left_out == ("tonight",)
    assert found.name_words == ()
    assert found.told() == ("Food. I can look for what is open now, not later; left out: tonight.")


def test_words_that_no_name_holds_can_be_left_out():
    found = read("jobs zzyzx kensington", places=PLACES)

    loosened = found.without_names()

    assert loosened is not None
    assert loosened.told() == "Jobs · in Kensington"
    assert read("zzyzx").without_names() is None
    assert loosened.without_names() is None


def test_two_places_are_refused_with_a_way_on():
    with pytest.raises(UsageError, match="one place at a time"):
        read("food kensington germantown", places=PLACES)


@pytest.mark.parametrize("text", ["food " * 31, "x" * 401, "!!! ???"])
def test_what_is_no_search_is_refused_with_an_example(text):
    with pytest.raises(UsageError, match="/find housing kensington spanish now"):
        read(text, places=PLACES)


def test_word_as_near_to_a_place_as_to_a_service_stays_a_name():
    assert read("meale", places=("Mealey",)).name_words == ("meale",)
    assert read("meale").services != ()


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text):
    try:
        told = read(text, places=PLACES).told()
    except UsageError as error:
        told = str(error)
    assert told


@given(st.permutations(["housing", "kensington", "es", "now", "walk-in", "24h"]))
def test_order_makes_no_difference(words):
    found = read(" ".join(words), places=PLACES)

    assert (found.place, found.languages, found.open_now, found.walk_in, found.always) == (
        "Kensington", ("es",), True, True, True,
    )  # fmt: skip
    assert not found.name_words
