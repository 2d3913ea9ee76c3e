import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.paper.letters import clean, clusters
from handlers.paper.short import LEAST, bare, short

HOSTILE = st.one_of(
    st.text(max_size=80),
    st.text("\u202e\u05d0\u0627\u0644\u200f ab*_~`<>|&@#!", max_size=80),
    st.text("👩\u200d👧🏽🇺🇸🎉️e\u0301 ", max_size=40),
    st.sampled_from(["<@U012ABCDE>", "<#C012ABCDE|north>", "*bold* _it_ ~no~ `code`", "x" * 2_000]),
    st.builds("<https://a.org/{}|{}>".format, st.text("ab_-", max_size=9), st.text(max_size=20)),
)


@settings(deadline=None)
@given(st.lists(HOSTILE, max_size=30), st.integers(LEAST, 900), st.booleans())
def test_it_always_fits_and_holds_no_markup(lines, most, simple):
    said = short(lines, most=most, simple=simple)

    assert len(said) <= most
    assert not re.search(r"<[@#!][^<>\n]*>|<https?:[^<>\n]*>", said)
    assert not re.search(
        r"(?<!\w)[*~`]+\w[^*~`\n]*\w[*~`]+(?!\w)", re.sub(r"https?://\S+", "", said)
    )
    assert "U012ABCDE" not in said
    said.encode()


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{1,60}", fullmatch=True), min_size=1, max_size=40))
def test_lines_are_whole_and_the_rest_is_counted(lines):
    *kept, last = short(lines, most=200).splitlines()

    more = re.fullmatch("… and ([0-9]+) more", last)
    assert kept == lines[: len(kept)]
    assert len(lines) - len(kept) == (int(more[1]) if more else 1)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*Due Friday*: call <@U012ABCDE|Ana>", "Due Friday: call Ana"),
        ("ask <@U012ABCDE> in <#C012ABCDE|north>", "ask in north"),
        ("<https://a.org/x_y_z|the form>", "the form: https://a.org/x_y_z"),
        ("_<https://a.org/_b_>_", "https://a.org/_b"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("<!here> Tom &amp; Jo, 3 &lt; 4", "Tom & Jo, 3 < 4"),
        ("> quoted :tada: at 10:30:15", "quoted at 10:30:15"),
        ("2*3 and file_name stay", "2*3 and file_name stay"),
        ("~gone~ `code` *_both_*", "gone code both"),
        ("see <https://a.org|two\nlines>", "see two\nlines: https://a.org"),
        (">>> one\n> two", "one\ntwo"),
        ("\u202eabc\x07", "abc"),
    ],
)
def test_markup_becomes_what_a_person_would_write(written, read):
    assert bare(written) == read


def test_a_line_that_is_too_long_alone_is_cut_between_words():
    said = short(["Bring water and chairs to the corner store", "Next"], most=40)

    assert said == "Bring water and chairs to…\n… and 1 more"


def test_one_endless_word_is_cut_all_the_same():
    assert short(["x" * 700]) == "x" * 599 + "…"


def test_letters_are_counted_as_people_count_them():
    assert len(list(clusters("👩\u200d👧🏽"))) == 1
    assert len(list(clusters("🇺🇸🇺🇸"))) == 2
    assert len(list(clusters("e\u0301a"))) == 2
    assert len(list(clusters("a\nb"))) == 3
    assert "".join(clusters("🇺🇸e\u0301")) == "🇺🇸e\u0301"


def test_half_a_character_does_not_stop_it():
    assert clean("a\ud800b") == "a?b"


def test_simple_text_stays_in_the_alphabet_of_text_messages():
    assert short(["“Peace” – now…"], simple=True) == '"Peace" - now...'


def test_blank_lines_are_left_out():
    assert short(["One", "", "  ", "Two\n\nThree"]) == "One\nTwo\nThree"


def test_too_little_room_is_the_callers_mistake():
    with pytest.raises(ValueError, match="40"):
        short(["a"], most=LEAST - 1)
