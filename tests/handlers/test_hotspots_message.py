"""What a snapshot says, built by hand."""

from dataclasses import replace

from handlers.hotspots import message
from knowledge.hotspots.snapshot import Attribution, Wanted
from tests.handlers import examples


def test_places_with_markup_in_their_name_stay_text():
    built = message.answer(examples.SNAPSHOT, examples.REQUEST, picture=None)

    assert "Fairhill &amp; Hart &lt;Lane&gt;" in built.text
    assert "Hart <Lane>" not in str(built.blocks)


def lines_of(snapshot):
    built = message.answer(snapshot, examples.REQUEST, picture=None)
    return [
        (block["type"], text["text"])
        for block in built.blocks
        if block["type"] in ("section", "context")
        for text in ([block["text"]] if block["type"] == "section" else block["elements"])
    ]


def test_each_place_has_its_count_in_large_and_the_rest_small_below():
    lines = lines_of(examples.SNAPSHOT)

    at = lines.index(("section", "*Kensington* · 7 incidents"))
    assert lines[at + 1] == ("context", "9 in the 90 days before\nMore often on Friday evenings")
    assert lines[at + 2] == ("section", "*Fairhill &amp; Hart &lt;Lane&gt;* · 5 incidents")


def test_one_place_that_was_asked_for_is_not_listed_under_itself():
    one = replace(examples.SNAPSHOT, places=examples.SNAPSHOT.places[:1])
    built = message.answer(one, examples.REQUEST, picture=None)

    assert "carried the most" not in built.text
    assert ("section", "More often on Friday evenings.") in lines_of(one)
    assert "More often on Friday evenings." in built.text


def test_when_is_said_once_where_it_is_the_same_everywhere():
    same = tuple(one.when_is("more often on Fridays") for one in examples.SNAPSHOT.places)
    built = message.answer(replace(examples.SNAPSHOT, places=same), examples.REQUEST, picture=None)

    assert str(built.blocks).lower().count("more often on fridays") == 1
    assert "All of these places: more often on Fridays." in built.text
    assert "9 in the 90 days before" in built.text


def test_homicides_are_told_as_people_killed_only():
    snapshot = replace(
        examples.SNAPSHOT, reading=replace(examples.SNAPSHOT.reading, wanted=Wanted.HOMICIDES)
    )
    built = message.answer(snapshot, examples.REQUEST, picture=None)

    assert "12 incidents · 3 people killed" in built.text
    assert "people shot" not in built.text + str(built.blocks)


def test_everybody_whose_data_it_is_is_named():
    sources = tuple(Attribution("t", f"Publisher {n}", synthetic=False) for n in range(9))
    built = message.answer(
        replace(examples.SNAPSHOT, sources=sources), examples.REQUEST, picture=None
    )

    assert built.text.endswith(" · ".join(f"Publisher {n}" for n in range(9)))
