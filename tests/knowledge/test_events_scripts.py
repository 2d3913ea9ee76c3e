from dataclasses import fields

import pytest
from pydantic import ValidationError

from knowledge.events.facts import NAMES, Facts, named
from knowledge.events.scripts.script import Kind, Language, Texts, missing, script, texts, title
from knowledge.language.lint import lint
from knowledge.sources import sources

WORDS = {
    field.name: f"<{field.name}>" for field in fields(Facts) if field.name not in ("open", "event")
}
OPEN = Facts(event="Day of Peace", open=True, **WORDS)
CLOSED = Facts(event="Vigil for A. Name", open=False, **WORDS)
every = pytest.mark.parametrize("language", Language)
each = pytest.mark.parametrize("kind", Kind)
sent = pytest.mark.parametrize("kind", [one for one in Kind if one.sent])


@every
def test_a_welcome_says_ways_out_who_to_ask_the_quiet_space_and_the_end(language):
    said = script(Kind.WELCOME, language, OPEN)

    for fact in ("Day of Peace", "<exits>", "<ask>", "<quiet>", "<ends>"):
        assert fact in said


@every
@each
def test_a_script_is_a_few_lines_of_plain_words(kind, language):
    lines = script(kind, language, OPEN).splitlines()

    assert 3 <= len(lines) <= 7
    assert all(len(line) <= 160 for line in lines)
    assert "!" not in "".join(lines)
    assert "{" not in "".join(lines)


@every
@each
def test_a_script_puts_people_first(kind, language):
    assert lint(script(kind, language, OPEN), public=True) == []
    assert lint(script(kind, language, CLOSED), public=True) == []


@each
def test_both_languages_say_the_same_facts_in_the_same_order(kind):
    def asked(language, how):
        return [sorted(named(line)) for line in getattr(texts(language).texts[kind], how)]

    for how in ("open", "closed"):
        assert asked(Language.ENGLISH, how) == asked(Language.SPANISH, how)


@every
@each
def test_the_name_of_a_closed_event_is_in_no_script(kind, language):
    assert "A. Name" not in script(kind, language, CLOSED)


@every
@sent
def test_what_is_sent_about_a_closed_event_has_neither_its_place_nor_its_time(kind, language):
    said = script(kind, language, CLOSED)

    for secret in WORDS.keys() - {"phone", "press"}:
        assert WORDS[secret] not in said
    assert texts(language).gathering not in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ENGLISH, {"[say where]", "[say who]", "[say when]"}),
        (Language.SPANISH, {"[diga dónde]", "[diga quién]", "[diga cuándo]"}),
    ],
)
def test_what_nobody_said_yet_stands_in_brackets(language, said):
    welcome = script(Kind.WELCOME, language, Facts())

    assert all(gap in welcome for gap in said)
    assert texts(language).gathering in welcome
    assert missing(Kind.WELCOME, language, Facts()) == ("exits", "ask", "quiet", "ends")
    assert missing(Kind.WELCOME, language, OPEN) == ()


def test_an_open_event_without_a_name_is_this_gathering():
    assert script(Kind.WELCOME, Language.ENGLISH, Facts(open=True)).startswith(
        "Welcome to this gathering."
    )


def test_facts_are_read_on_one_line_and_never_as_places_for_facts():
    said = script(Kind.STOP, Language.ENGLISH, Facts(ask="{exits}\n\nor  Ana"))

    assert "ask {exits} or Ana." in said


@every
def test_scripts_were_reviewed_and_say_where_they_come_from(language):
    assert texts(language).reviewed.year == 2026
    assert set(texts(language).sources) - {"practice"} <= set(sources())


def test_every_script_has_a_title_and_every_fact_is_used():
    used = {
        name
        for text in texts(Language.ENGLISH).texts.values()
        for line in (*text.open, *text.closed)
        for name in named(line)
    }

    assert len({title(kind) for kind in Kind}) == len(Kind)
    assert {"address", "first_aid"} == NAMES - used  # these two are for the emergency pages


@pytest.mark.parametrize(
    "broken",
    [
        lambda good: good["texts"].pop("press"),
        lambda good: good["gaps"].pop("who"),
        lambda good: good["texts"]["press"].pop("closed"),
        lambda good: good["texts"]["stop"].update(open=["Wait at {nowhere}."]),
    ],
)
def test_a_language_that_lacks_something_is_refused_on_load(broken):
    good = texts(Language.ENGLISH).model_dump(mode="json")
    broken(good)

    with pytest.raises(ValidationError):
        Texts.model_validate(good)
