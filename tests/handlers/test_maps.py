import io
from dataclasses import replace
from datetime import date
from itertools import pairwise

import h3.api.basic_int as h3
import numpy as np
import pytest
import shapely
from PIL import Image, ImageColor
from shapely.geometry import shape

from handlers import maps
from handlers.maps import cells, frame, style, words
from handlers.maps.view import fit
from knowledge import sample_city
from knowledge.hotspots.snapshot import (
    Attribution,
    CellMark,
    Compared,
    HowWell,
    Outline,
    PlaceCount,
    Reading,
    Snapshot,
    Totals,
    Wanted,
)
from knowledge.places.kinds import Kind
from knowledge.windows import Window

SIZE = (style.WIDTH, style.HEADER + style.PANEL + style.FOOTER)
LONGER = (SIZE[0], SIZE[1] + 33)
CENTRE = h3.latlng_to_cell(41.33, -77.62, 9)


def outlines(asked=None):
    features = sample_city.neighborhoods()["features"]
    return tuple(
        Outline(
            name=feature["properties"]["name"],
            shape=shape(feature["geometry"]),
            lat=shape(feature["geometry"]).representative_point().y,
            lon=shape(feature["geometry"]).representative_point().x,
            kind=Kind.NEIGHBORHOOD,
            asked=feature["properties"]["name"] == asked,
        )
        for feature in features
    )


def marks(count):
    disk = sorted(h3.grid_disk(CENTRE, round((count / 3) ** 0.5) + 1))[:count]
    return tuple(
        CellMark(cell, (0, 1, 2, None)[number % 4], number % 5) for number, cell in enumerate(disk)
    )


@pytest.fixture
def snapshot():
    return Snapshot(
        reading=Reading(
            area="Northfield (synthetic)",
            place=None,
            window=Window(date(2026, 8, 23), date(2026, 11, 21)),
            wanted=Wanted.SHOOTINGS,
        ),
        asked=None,
        why_moved="",
        totals=Totals(incidents=222, victims=266, fatal=44, unlocated=2),
        comparisons=(),
        places=(PlaceCount("Foundry Row", 41, 30, "", None),),
        every_place=(PlaceCount("Foundry Row", 41, 30, "", None),),
        cells=marks(200),
        outlines=outlines(),
        through=date(2026, 11, 20),
        how_well=HowWell(ranks=True, sentence="About 1 in 5 fell on the marked cells."),
        caveats=(),
        sources=(Attribution("Northfield", sample_city.ATTRIBUTION, synthetic=True),),
    )


def opened(png):
    assert png is not None
    picture = Image.open(io.BytesIO(png))
    assert picture.format == "PNG"
    assert picture.size in (SIZE, LONGER)
    return picture.convert("RGB")


def holds(picture, colour, box=None):
    """Return how many pixels are nearly of a colour."""
    pixels = np.asarray(picture.crop(box) if box else picture).astype(int)
    return int((abs(pixels - ImageColor.getrgb(colour)).max(axis=2) < 12).sum())


PANEL = (0, style.HEADER, style.WIDTH, style.HEADER + style.PANEL)
LEGEND = (0, style.HEADER + style.PANEL, style.WIDTH, SIZE[1])


def test_map_shows_ranking_and_marks(snapshot):
    picture = opened(maps.draw(snapshot))

    assert all(holds(picture, colour, PANEL) > 500 for colour in (*style.TIERS, style.MARK))


def test_same_snapshot_gives_the_same_bytes(snapshot):
    assert maps.draw(snapshot) == maps.draw(snapshot)


def test_without_any_place_there_is_no_map(snapshot):
    assert maps.draw(replace(snapshot, outlines=(), cells=())) is None


def test_cells_without_outlines_are_still_drawn(snapshot):
    picture = opened(maps.draw(replace(snapshot, outlines=())))

    assert holds(picture, style.TIERS[0], PANEL) > 500


def test_outlines_without_cells_are_still_drawn(snapshot):
    opened(maps.draw(replace(snapshot, cells=())))


def test_where_nothing_is_ranked_there_is_no_colour_and_no_legend_of_it(snapshot):
    unranked = replace(
        snapshot,
        how_well=HowWell(ranks=False, sentence="Too few incidents here to rank places."),
        cells=tuple(replace(mark, tier=None) for mark in snapshot.cells),
    )

    picture = opened(maps.draw(unranked))
    assert holds(picture, style.TIERS[0]) < 300  # the ink of letters is near it
    assert holds(picture, style.TIERS[1]) == 0
    assert "carried the most" not in words.heading(unranked)


def test_made_up_city_says_so_on_the_map(snapshot):
    real = replace(snapshot, sources=(Attribution("City", "City", synthetic=False),))

    assert holds(opened(maps.draw(snapshot)), style.WARNING) > 5_000
    assert holds(opened(maps.draw(real)), style.WARNING) < 500
    assert "SYNTHETIC" in maps.alt_text(snapshot)
    assert "SYNTHETIC" not in maps.alt_text(real)


def test_place_asked_for_fills_the_map_and_the_rest_steps_back(snapshot):
    asked = replace(snapshot, outlines=outlines(asked="Foundry Row"))

    assert maps.draw(asked) != maps.draw(snapshot)
    whole, near = opened(maps.draw(snapshot)), opened(maps.draw(asked))
    corner = (0, style.HEADER + 100, 60, style.HEADER + 400)
    assert holds(whole, style.AROUND, corner) > 0
    assert holds(near, style.TIERS[0], corner) == 0


def test_legend_shows_every_tier_and_every_band(snapshot):
    picture = opened(maps.draw(snapshot))

    assert all(holds(picture, colour, LEGEND) > 100 for colour in (*style.TIERS, style.MARK))


@pytest.mark.parametrize("wanted", list(Wanted))
def test_no_block_is_called_a_hotspot(snapshot, wanted):
    asked = replace(snapshot, reading=replace(snapshot.reading, wanted=wanted))

    assert "hotspot" not in (words.heading(asked) + maps.alt_text(asked)).lower()


def _luminance(colour):
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in np.array(ImageColor.getrgb(colour)) / 255
    ]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _deuteranope(colour):
    """Simulate missing green cones (Machado, Oliveira & Fernandes 2009, severity 1)."""
    matrix = [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ]
    return np.clip(np.array(matrix) @ np.array(ImageColor.getrgb(colour)), 0, 255)


def test_tiers_differ_in_greyscale():
    steps = [style.LAND, *reversed(style.TIERS)]

    assert all(_contrast(light, dark) > 1.6 for light, dark in pairwise(steps))
    assert all(_luminance(light) > _luminance(dark) for light, dark in pairwise(steps))


def test_marks_have_an_edge_that_shows_on_land_and_light_cells():
    assert _contrast(style.MARK, style.MARK_EDGE) > 7
    assert _contrast(style.MARK_EDGE, style.TIERS[2]) > 7
    assert _contrast(style.MARK, style.TIERS[0]) > 7


def test_colours_stay_apart_for_who_cannot_tell_red_from_green():
    seen = [_deuteranope(c) for c in (style.LAND, *style.TIERS, style.MARK)]

    apart = [np.linalg.norm(a - b) for n, a in enumerate(seen) for b in seen[n + 1 :]]
    assert min(apart) > 50


def test_words_on_the_map_can_be_read():
    assert _contrast(style.INK, style.PAPER) > 12
    assert _contrast(style.QUIET, style.PAPER) > 4.5
    assert _contrast(style.QUIET, style.AROUND) > 4.5


def test_one_cell_alone_is_a_map(snapshot):
    opened(maps.draw(replace(snapshot, outlines=(), cells=(CellMark(CENTRE, 0, 4),))))


def test_ten_thousand_cells_are_a_map(snapshot):
    opened(maps.draw(replace(snapshot, cells=marks(10_000))))


@pytest.mark.parametrize(
    "name",
    [
        "A" * 200,
        "Very long name " * 14,
        "שכונה צפונית",
        "حي الشمال",
        "\u202eright to left\u202c",
        "🏘️ Emoji 🌳 Park",
        "🌳🌳",
        "",
        "\n\t",
        "Ñandú – Barrio Peñón de Güímar",
        "\x00\ud7ff<script>",
    ],
)
def test_any_name_can_be_drawn_and_told(snapshot, name):
    named = tuple(replace(outline, name=name, asked=True) for outline in outlines()[:2])
    hostile = replace(
        snapshot,
        outlines=named + outlines()[2:],
        reading=replace(snapshot.reading, place=name, area=name),
        places=tuple(PlaceCount(name, 3, None, name, None) for _ in range(5)),
        sources=(Attribution(name, name, synthetic=True),) * 30,
        how_well=HowWell(ranks=False, sentence=name * 20),
    )

    opened(maps.draw(hostile))
    assert len(maps.alt_text(hostile)) <= words.ALT_LIMIT


@pytest.mark.parametrize("letter", "áéíóúüñÑ¿¡·–—’“”…½")
def test_type_has_the_letters_of_spanish_and_of_dates(letter):
    missing = bytes(style.medium(30).getmask("\U000f0000"))

    assert style.printable(letter) == letter
    assert bytes(style.medium(30).getmask(letter)) != missing
    assert bytes(style.strong(30).getmask(letter)) != missing


@pytest.mark.parametrize(
    "hostile",
    [
        shapely.Point(-77.62, 41.33),
        shapely.LineString([(-77.62, 41.33), (-77.6, 41.33)]),
        shapely.Polygon([(-77.62, 41.33)] * 4),
        shapely.Polygon([(0, 0), (1e-9, 0), (0, 1e-9)]),
        shapely.Polygon([(-77.7, 41.3), (-77.6, 41.4), (-77.6, 41.3), (-77.7, 41.4)]),
        shapely.box(-180, -90, 180, 90),
        shapely.Polygon(),
    ],
)
def test_any_shape_can_be_drawn(snapshot, hostile):
    odd = Outline("Odd", hostile, 41.33, -77.62, Kind.NEIGHBORHOOD, asked=True)

    opened(maps.draw(replace(snapshot, outlines=(odd,))))


def test_marks_have_the_sizes_of_their_bands():
    assert [cells.radius(band, 40.0) for band in (1, 2, 3, 4)] == sorted(
        {cells.radius(band, 40.0) for band in (1, 2, 3, 4)}
    )
    assert 2 * cells.radius(4, 40.0) < 40


def test_view_finds_back_where_a_pixel_is():
    view = fit((-75.3, 39.8, -74.9, 40.2), 1000, 860, margin=30)
    points = np.array([(-75.1, 40.0), (-75.28, 39.9)])

    assert view.lonlat(view.pixels(points)) == pytest.approx(points)
    assert view.metres == pytest.approx(56, rel=0.02)  # 0.4° of latitude are 44.5 km on 800 px


def test_alt_text_has_the_facts_of_the_picture(snapshot):
    said = maps.alt_text(snapshot)

    assert "Places that have carried the most shootings" in said
    assert "23 Aug – 20 Nov 2026" in said
    assert "222 incidents, 266 people shot, 44 people killed" in said
    assert "Foundry Row 41" in said
    assert "About 1 in 5" in said
    assert "Complete through 20 Nov 2026" in said
    assert "2 incidents have no place" in said
    assert len(said) <= words.ALT_LIMIT


def test_alt_text_of_one_place_does_not_count_it_twice(snapshot):
    asked = replace(snapshot, reading=replace(snapshot.reading, place="Foundry Row"))

    assert "Most in this window" not in maps.alt_text(asked)


def test_alt_text_does_not_tell_killed_apart_where_they_are_few(snapshot):
    few = replace(snapshot, totals=Totals(incidents=2, victims=2, fatal=None, unlocated=0))

    assert "killed" not in maps.alt_text(few)


COUNTED = {
    Wanted.SHOOTINGS: "12 incidents, 14 people shot, 3 people killed.",
    Wanted.FATAL: "12 incidents, 14 people shot, 3 people killed.",
    Wanted.NONFATAL: "12 incidents, 14 people shot, 3 people killed.",
    Wanted.SHOTS_FIRED: "12 incidents, 14 people shot, 3 people killed.",
    Wanted.HOMICIDES: "12 incidents, 3 people killed.",
    Wanted.OTHER: "12 incidents, 14 people harmed, 3 people killed.",
}
NOBODY = {
    Wanted.SHOOTINGS: "12 incidents, 0 people shot, 0 people killed.",
    Wanted.FATAL: "12 incidents, 0 people shot, 0 people killed.",
    Wanted.NONFATAL: "12 incidents, 0 people shot.",
    Wanted.SHOTS_FIRED: "12 incidents.",
    Wanted.HOMICIDES: "12 incidents, 0 people killed.",
    Wanted.OTHER: "12 incidents.",
}


@pytest.mark.parametrize("wanted", list(Wanted))
def test_people_are_counted_in_the_words_of_what_was_asked(snapshot, wanted):
    for totals, expected in ((Totals(12, 14, 3, 0), COUNTED), (Totals(12, 0, 0, 0), NOBODY)):
        asked = replace(snapshot, reading=replace(snapshot.reading, wanted=wanted), totals=totals)

        assert ", ".join(words.counts(asked)) + "." == expected[wanted]
        assert expected[wanted] in maps.alt_text(asked)


def test_homicides_that_a_source_does_not_mark_fatal_are_people_killed(snapshot):
    asked = replace(
        snapshot,
        reading=replace(snapshot.reading, wanted=Wanted.HOMICIDES),
        totals=Totals(incidents=2, victims=2, fatal=None, unlocated=0),
    )

    assert words.counts(asked) == ["2 incidents", "2 people killed"]


def compared(sentence):
    window = Window(date(2026, 8, 23), date(2026, 11, 21))
    return Compared("the 90 days before", window, window.moved(-90), 12, 15, 0.8, 0.7, sentence)


def test_alt_text_has_the_first_comparison_where_there_is_room(snapshot):
    told = replace(snapshot, comparisons=(compared("12 against 15 before."), compared("Next.")))
    long = replace(snapshot, comparisons=(compared("So many words. " * 60),))

    assert "12 against 15 before." in maps.alt_text(told)
    assert "Next." not in maps.alt_text(told)
    assert maps.alt_text(long) == maps.alt_text(snapshot)


def credited(snapshot, *named):
    sources = tuple(Attribution("title", name, synthetic=False) for name in named)
    return frame.notes(
        "Complete", words.thanks(replace(snapshot, sources=sources), None, drawn=False)
    )


def test_a_long_attribution_takes_two_lines_whole(snapshot):
    long = (
        "City of Philadelphia, shooting victims, published on OpenDataPhilly under CC BY 4.0, "
        "cleaned by the City Controller's office"
    )

    assert " ".join(credited(snapshot, long)[1:]) == long
    assert len(credited(snapshot, long)) == 3
    opened(maps.draw(replace(snapshot, sources=(Attribution("t", long, synthetic=False),))))


def test_several_attributions_stand_side_by_side_and_once_each(snapshot):
    assert credited(snapshot, "City of Northfield", "Census Bureau", "Census Bureau")[1:] == [
        "City of Northfield · Census Bureau"
    ]


def test_attributions_without_room_are_counted(snapshot):
    lines = credited(snapshot, *(f"The publisher of the layer number {n}" for n in range(12)))

    assert len(lines) == 3
    assert lines[-1].endswith(" more")
    assert not any("…" in line for line in lines)


def test_an_attribution_that_never_ends_is_cut_between_words(snapshot):
    lines = credited(snapshot, "publisher " * 60)

    assert len(lines) == 3
    assert lines[-1].endswith("publisher…")
