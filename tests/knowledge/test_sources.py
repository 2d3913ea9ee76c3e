from knowledge.formation.items import items
from knowledge.indicators.catalog import indicators
from knowledge.sources import said, sources


def test_every_source_that_a_step_or_an_indicator_names_has_a_title():
    named = {one for text in (*items(), *indicators()) for one in text.sources}

    assert named <= set(sources())


def test_a_source_is_said_with_who_published_it_and_when():
    assert said("K03") == "Drug-Free Communities coalitions: 12 sectors (CDC / ONDCP, 2021)"


def test_a_source_that_is_not_known_is_said_as_its_id():
    assert said("E99") == "E99"
