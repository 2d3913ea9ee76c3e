import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.hotspots.bands import BANDS, SHARES, band_of, bands_of, cells_in, tier_of


@pytest.mark.parametrize(
    ("count", "band"),
    [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (9, 3), (10, 4), (999, 4)],
)
def test_a_count_falls_in_its_band(count, band):
    assert band_of(count) == band


def test_labels_of_bands_read_as_in_the_legend():
    assert [band.label for band in BANDS] == ["1–2", "3–5", "6–9", "10+"]


def test_a_negative_count_is_an_error():
    with pytest.raises(ValueError, match="negative"):
        band_of(-1)


@pytest.mark.parametrize(
    ("share", "cells", "marked"),
    [(0.01, 3521, 35), (0.02, 3521, 70), (0.05, 3521, 176), (0.01, 7, 1), (0.02, 7436, 149)],
)
def test_a_share_of_cells_is_rounded_and_at_least_one(share, cells, marked):
    assert cells_in(share, cells) == marked


@pytest.mark.parametrize(("share", "cells"), [(0, 10), (1.1, 10), (0.5, 0)])
def test_a_share_of_nothing_is_an_error(share, cells):
    with pytest.raises(ValueError, match="share"):
        cells_in(share, cells)


def test_tiers_are_the_top_one_two_and_five_percent():
    tiers = [tier_of(rank, 1000) for rank in range(1, 1001)]

    assert [tiers.count(tier) for tier in (0, 1, 2, None)] == [10, 10, 30, 950]
    assert tiers[:10] == [0] * 10


@pytest.mark.parametrize("rank", [0, 101])
def test_a_rank_outside_the_area_is_an_error(rank):
    with pytest.raises(ValueError, match="rank"):
        tier_of(rank, 100)


@given(st.integers(1, 20_000))
def test_as_many_cells_are_in_the_tiers_as_the_shares_say(cells):
    for tier, share in enumerate(SHARES):
        k = cells_in(share, cells)
        inside = tier_of(k, cells)
        assert inside is not None
        assert inside <= tier
        if k < cells:
            beyond = tier_of(k + 1, cells)
            assert beyond is None or beyond > tier


def test_bands_of_many_counts_are_those_of_each():
    counts = list(range(30))

    assert bands_of(np.array(counts)).tolist() == [band_of(count) for count in counts]
