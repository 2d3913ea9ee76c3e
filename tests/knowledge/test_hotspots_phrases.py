import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.hotspots.phrases import one_in, one_time_in, out_of


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "none"),
        (0.004, "fewer than 1 in 100"),
        (0.03, "about 1 in 33"),
        (0.129, "about 1 in 8"),
        (0.21, "about 1 in 5"),
        (0.34, "about 1 in 3"),
        (0.39, "about 2 in 5"),
        (0.5, "about 1 in 2"),
        (0.58, "about 3 in 5"),
        (0.79, "about 4 in 5"),
        (0.95, "about 19 in 20"),
        (0.97, "almost all"),
        (1, "all"),
    ],
)
def test_a_share_is_said_as_people_say_it(share, said):
    assert one_in(share) == said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0, "fewer than one time in a hundred"),
        (0.002, "fewer than one time in a hundred"),
        (0.02, "about one time in 50"),
        (0.1, "about one time in ten"),
        (0.33, "about one time in three"),
        (0.5, "about one time in two"),
        (0.7, "about two times in three"),
        (0.97, "almost every time"),
        (1, "almost every time"),
    ],
)
def test_a_chance_is_said_in_times(chance, said):
    assert one_time_in(chance) == said


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(share):
    for say in (out_of, one_in, one_time_in):
        with pytest.raises(ValueError, match="between 0 and 1"):
            say(share)


@given(st.integers(1, 999))
def test_a_share_and_its_rest_make_a_whole(thousandths):
    part, whole = out_of(thousandths / 1000)
    rest, of = out_of(1 - thousandths / 1000)

    if thousandths != 500:
        assert whole == of
        assert part + rest == whole
    assert abs(part / whole - thousandths / 1000) < 0.051
