from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.language.entries import Entry, word_list
from knowledge.language.lint import Finding, lint, told


def words(text, **how):
    return [one.words for one in lint(text, **how)]


def test_the_list_has_the_twenty_entries_of_the_brief():
    assert len(word_list().entries) == 20
    assert word_list().reviewed == date(2026, 11, 22)


def test_every_word_to_avoid_is_found_and_answered():
    for entry in word_list().entries:
        for phrase in (*entry.avoid, *entry.spanish):
            (found,) = lint(f"They said {phrase} today", public=True)
            assert found.words == phrase
            assert found.instead in {entry.instead, entry.instead_spanish}


def test_a_finding_says_where_and_what_to_say_instead():
    (found,) = lint("The inmate called.")

    assert found == Finding(4, 10, "inmate", "person who is incarcerated")
    assert told(found) == "“inmate”: you could say “person who is incarcerated”."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OFFENDERS and Felons", ["OFFENDERS", "Felons"]),
        ("the offender’s mother", ["offender’s"]),
        ("the prisoners' letters", ["prisoners'"]),
        ("ex-offenders", ["ex-offenders"]),
        ("gang-member", ["gang-member"]),
        ("gang\nmembers", ["gang\nmembers"]),
        ("a gang related call", ["gang related"]),
        ("at risk youth", ["at risk youth"]),
        ("los Pandilleros", ["Pandilleros"]),
        ("jovenes en riesgo", ["jovenes en riesgo"]),
        ("JÓVENES EN RIESGO", ["JÓVENES EN RIESGO"]),
        ("un psicopata", ["psicopata"]),
        ("juvenile offender", ["juvenile offender"]),
    ],
)
def test_case_plural_hyphen_and_accent_do_not_matter(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "She was convicted of assault",
        "a felony charge",
        "decriminalize",
        "three cases of water",
        "the target is 20 by 2028",
        "our troubleshooters",
        "addiction services",
        "preserve the park",
        "person who is incarcerated",
    ],
)
def test_other_words_are_left_alone(text):
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Money comes from the Victims of Crime Act.",
        "the Office for Victims of Crime",
        "people with criminal justice involvement",
        "victim compensation",
        "Crime Victims’ Rights Act",
    ],
)
def test_names_of_laws_and_services_are_quoted_as_they_are(text):
    assert words(text.replace("’", "'")) == []


def test_a_name_that_is_allowed_spares_only_itself():
    assert words("Under the Victims of Crime Act a victim may ask") == ["victim"]


def test_hotspot_is_reconsidered_in_public_posts_only():
    assert words("This week's hotspots") == []
    assert words("This week's hotspots", public=True) == ["hotspots"]


def test_spanish_words_without_spanish_advice_are_refused():
    with pytest.raises(ValidationError, match="Spanish"):
        Entry(avoid=("one",), instead="two", spanish=("uno",), why="our own")


@given(st.text())
def test_findings_stand_where_they_say(text):
    for one in lint(text, public=True):
        assert one.words


@given(st.sampled_from([p for e in word_list().entries for p in e.avoid]), st.text(max_size=9))
def test_a_word_is_found_wherever_it_stands_alone(phrase, around):
    assert phrase in words(f"{around} . {phrase} . {around}", public=True)
