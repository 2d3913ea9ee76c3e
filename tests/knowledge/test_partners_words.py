import pytest

from knowledge.errors import UsageError
from knowledge.partners import languages, sectors, services
from knowledge.partners.lexicon import Lexicon, plain, slips
from knowledge.partners.services import Service


@pytest.mark.parametrize(
    ("typed", "meant", "found"),
    [
        ("housing", "housing", 0),
        ("huosing", "housing", 1),
        ("ouhsing", "housing", None),
        ("kensigton", "kensington", 1),
        ("kensgton", "kensington", 2),
        ("wood", "food", None),
        ("fodo", "food", 1),
        ("foot", "food", None),
        ("jib", "job", None),
    ],
)
def test_slips_of_a_typist_are_forgiven_but_not_other_words(typed, meant, found):
    assert slips(typed, meant) == found


def test_guess_needs_a_margin_over_the_next_meaning():
    known = Lexicon({"marten": 1, "martin": 2, "carton": 1})

    assert known.near("martun") is None
    assert known.near("cartun") == (1, 1)


def test_phrase_is_found_at_a_word_the_longest_first():
    known = Lexicon.of({"a": ("food",), "b": ("food bank",)})

    assert known.exact(["the", "food", "bank"], 1) == ("b", 2)
    assert known.exact(["the", "food"], 1) == ("a", 1)
    assert known.exact(["the", "food"], 0) is None


def test_words_lose_accents_and_punctuation_but_keep_abbreviations():
    assert plain("  Consejería, PT. — O'Neill ") == "consejeria pt oneill"


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("Housing", Service.HOUSING),
        ("vivienda", Service.HOUSING),
        ("shelter", Service.HOUSING),
        ("rent", Service.HOUSING),
        ("comida", Service.FOOD),
        ("Food Pantry", Service.FOOD),
        ("counseling", Service.COUNSELLING),
        ("counselling", Service.COUNSELLING),
        ("terapai", Service.COUNSELLING),
        ("abogdo", Service.LEGAL),
        ("Coming home from prison", Service.REENTRY),
        ("résumé", Service.JOB),
        ("wood", None),
        ("", None),
    ],
)
def test_service_is_found_by_what_people_call_it(typed, service):
    assert services.find(typed) is service


def test_every_service_and_sector_is_found_by_its_title_and_key():
    for service in Service:
        assert services.find(services.title(service)) is service
        assert services.find(service.value) is service
    for sector in sectors.Sector:
        assert sectors.find(sectors.title(sector)) is sector
        assert sectors.find(sectors.label(sector)) is sector
        assert sectors.find(sector.value) is sector


@pytest.mark.parametrize("words", [services._WORDS, languages._WORDS, sectors._WORDS])
def test_no_word_means_two_things(words):
    said = [word for each in words.values() for word in {plain(one) for one in each}]

    assert not {word for word in said if said.count(word) > 1}


def test_no_word_of_a_search_is_a_service_and_a_language():
    assert not set(services.LEXICON.known) & set(languages.LEXICON.known)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("English, español / Kreyòl and 中文", ("en", "es", "ht", "zh")),
        ("en es", ("en", "es")),
        ("sign language; Spanish; spanish", ("asl", "es")),
        ("Haitian Creole", ("ht",)),
        ("am, hi", ("am", "hi")),
        ("", ()),
    ],
)
def test_list_of_languages_is_read(text, codes):
    assert languages.read(text) == codes


def test_unknown_language_is_refused_without_quoting_it():
    with pytest.raises(UsageError, match="Write names or codes") as refused:
        languages.read("English, Klingonese")

    assert "Klingonese" not in str(refused.value)


def test_languages_are_told_by_name():
    assert languages.told(("en", "asl")) == "English, American Sign Language"
    assert languages.name("xx") == "xx"
    assert all(languages.name(code) != code for code in languages.CODES)
