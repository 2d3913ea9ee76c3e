from knowledge.formation.items import items, phases
from knowledge.formation.steps import Count, Standing, Step, count, following, title

EVERY = {one.id: Step(one.id, Standing.DONE) for one in items()}


def test_what_is_done_had_or_proven_is_settled_and_what_is_not_for_us_does_not_count():
    steps = {
        "N01": Step("N01", Standing.DONE),
        "N02": Step("N02", Standing.HAVE),
        "N04": Step("N04", Standing.NOT_FOR_US, reason="We are two people."),
        "N06": Step("N06", Standing.DOING),
    }

    assert count(phases()[0].items, steps, {"N03": "12 partners in 9 sectors"}) == Count(3, 5)


def test_the_walk_goes_on_with_what_is_being_done_then_with_what_is_open():
    assert following(phases(), {}, {}).id == "N01"
    assert following(phases(), {"N09": Step("N09", Standing.DOING)}, {}).id == "N09"
    assert following(phases(), {"N01": Step("N01", Standing.LATER)}, {"N02": "yes"}).id == "N03"


def test_what_was_put_off_comes_back_when_nothing_else_is_open():
    assert following(phases(), EVERY | {"N20": Step("N20", Standing.LATER)}, {}).id == "N20"


def test_the_walk_ends():
    assert following(phases(), EVERY, {}) is None


def test_every_standing_has_a_title():
    assert len({title(one) for one in Standing}) == len(Standing)
