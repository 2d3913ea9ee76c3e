"""What a snapshot must not say: where data is missing, and where one person could be told."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from handlers.hotspots import service, upkeep
from handlers.hotspots.request import SnapshotRequest
from handlers.incidents.request import ImportRequest
from handlers.incidents.service import import_incidents
from handlers.places.request import PlacesRequest
from handlers.places.service import import_places
from knowledge.access import Member
from knowledge.errors import NothingKnownError, UsageError
from knowledge.hotspots import asking
from knowledge.hotspots.snapshot import Wanted
from knowledge.hotspots.versus import Versus
from knowledge.incidents.batch import Category
from knowledge.places.kinds import Kind
from knowledge.windows import Window
from storage import hotspots, places, process, sample_city
from tests.conftest import NOW

TODAY = NOW.date()
MEMBER = Member(workspace=1, slack_user="U1")


def ask(tools, text):
    return service.resolve(tools, member=MEMBER, words=asking.read(text, today=TODAY))


def take(tools, text, **options):
    return service.take_snapshot(tools, ask(tools, text), **options)


@pytest.fixture
def load(tools, tmp_path):
    """Import rows of (day, people shot, people killed, lat, lon) as one file of a source."""

    def import_(
        rows, *, name="a.csv", category=Category.SHOOTING, source="city", by=tools, refresh=None
    ):
        file = tmp_path / name
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["number", "occurred_at", "lat", "lon", "victims", "fatal"])
            for at, (day, shot, killed, lat, lon) in enumerate(rows):
                writer.writerow([f"{name}-{at}", f"{day}T20:{at % 60:02}", lat, lon, shot, killed])
        request = ImportRequest(
            files=(file,), timezone="America/New_York", category=category, source=source,
            title=f"{source} data",
        )  # fmt: skip
        return import_incidents(by, request, refresh=refresh)

    return import_


@pytest.fixture
def outlines(tools, tmp_path):
    """The sample city's outlines, without any incident."""
    files = sample_city.write(tmp_path / "city", today=TODAY)
    for kind, file in (
        (Kind.CITY, files.city), (Kind.NEIGHBORHOOD, files.neighborhoods), (Kind.SITE, files.sites)
    ):  # fmt: skip
        import_places(tools, PlacesRequest(file=file, kind=kind, attribution="the county"))


def days(first, many, *, shot=1, killed=0, lat="", lon=""):
    return [(first + timedelta(days=at), shot, killed, lat, lon) for at in range(many)]


def test_a_death_alone_is_told_in_no_window_that_fatal_shootings_are_compared_with(tools, load):
    load(
        [
            *days(date(2026, 8, 1), 60),
            *days(date(2026, 9, 1), 12, killed=1),
            *days(date(2026, 7, 1), 1, killed=1),
            *days(date(2025, 1, 1), 100),
            *days(date(2025, 9, 1), 2, killed=1),
        ]
    )

    taken = take(tools, "fatal from 2026-08-15 to 2026-09-30")

    assert taken.reading.wanted is Wanted.FATAL
    for one in taken.comparisons:
        assert one.count_against == 0 or one.count_against >= 3


def test_fatal_and_all_shootings_never_differ_by_one_or_two_at_a_named_place(city):
    for text in ("fatal 90d", "fatal 12 months", "nonfatal 60d"):
        taken = take(city, text)
        if taken.reading.wanted.fatal is None:
            continue
        window = taken.reading.window
        every = service.take_snapshot(city, SnapshotRequest(workspace=1, window=window))
        whole = {place.name: place.incidents for place in every.every_place}
        assert taken.every_place
        for place in taken.every_place:
            rest = whole[place.name] - place.incidents
            assert rest == 0 or rest >= 3
            assert place.before is None or place.before == 0 or place.before >= 3


def test_the_map_of_fatal_shootings_marks_all_of_them_and_says_so(city):
    fatal = take(city, "fatal 12 months")
    every = service.take_snapshot(city, SnapshotRequest(workspace=1, window=fatal.reading.window))

    assert fatal.reading.wanted is Wanted.FATAL
    assert fatal.cells == every.cells
    assert any("circles count all shootings" in one for one in fatal.caveats)


def test_nothing_is_compared_with_a_year_that_nobody_imported(tools, load):
    load(days(date(2023, 1, 1), 365), name="2023.csv")
    load(days(date(2025, 1, 1), 365), name="2025.csv")

    taken = take(tools, "2025")

    assert [one.label for one in taken.comparisons] == []


def test_a_comparison_that_is_left_out_is_named(tools, load):
    load(days(date(2025, 1, 1), 365), name="2025.csv")

    taken = take(tools, "june 2025 vs june 2024")

    assert any("is left out" in one for one in taken.caveats)


def test_a_source_that_begins_later_is_not_taken_for_a_rise(tools, load):
    load(days(date(2024, 1, 1), 700), source="police")
    load(days(date(2025, 6, 1), 150), name="b.csv", source="hospital")

    taken = take(tools, "from 2025-07-01 to 2025-09-30")

    assert all(one.label != "the same days last year" for one in taken.comparisons)
    assert {one.title for one in taken.sources} == {"police data", "hospital data"}


def test_a_window_before_the_data_is_not_called_empty(tools, load):
    load(days(date(2025, 1, 1), 365))

    with pytest.raises(NothingKnownError, match=r"The data begins on 1 Jan 2025"):
        take(tools, "2010")


def test_a_window_that_begins_before_the_data_is_cut_and_says_so(tools, load):
    load(days(date(2025, 1, 1), 365))

    taken = take(tools, "from 2024-06-01 to 2025-03-31")

    assert taken.reading.window == Window(date(2025, 1, 1), date(2025, 4, 1))
    assert "The data begins on 1 Jan 2025." in taken.why_moved


def test_a_named_window_is_as_short_as_the_one_it_stands_beside(tools, load):
    load([*days(date(2024, 1, 1), 366), *days(date(2025, 1, 1), 364)])
    request = SnapshotRequest(
        workspace=1,
        window=Window(date(2025, 12, 1), date(2026, 1, 10)),
        versus_as=Versus.DATES,
        versus=Window(date(2024, 12, 1), date(2025, 1, 10)),
    )

    taken = service.take_snapshot(tools, request)

    named = taken.comparisons[0]
    assert named.window.days == named.against.days == 29


def test_only_kind_there_is_answers_a_question_about_shootings(tools, load):
    load(days(date(2026, 1, 1), 300, killed=1), category=Category.HOMICIDE)

    taken = take(tools, "90d")

    assert taken.reading.wanted is Wanted.HOMICIDES


def test_without_places_the_answer_says_what_to_import(tools, load):
    load(days(date(2026, 1, 1), 300))

    taken = take(tools, "90d")

    assert not taken.how_well.ranks
    assert "coalition import places FILE --kind city" in taken.how_well.sentence


def test_a_site_is_answered_for_the_neighborhood_around_it(city):
    with city.read() as session:
        site = session.connection().exec_driver_sql(
            "SELECT p.name FROM places p JOIN layers l ON l.id = p.layer_id WHERE l.kind = 'site'"
        )
        name = site.scalar()

    request = ask(city, f"{name} 12 months")

    assert f"(around {name})" in request.place_name
    assert service.take_snapshot(city, request).totals.incidents > 0


def test_a_place_that_was_taken_away_is_not_counted_as_quiet(city):
    request = SnapshotRequest(
        workspace=1, window=Window(date(2026, 1, 1), date(2026, 5, 1)), place_id=999_999
    )

    with pytest.raises(UsageError, match="no longer here"):
        service.take_snapshot(city, request)


def test_a_past_day_knows_only_what_was_known_then(city):
    early = date(2024, 6, 1)

    taken = take(city, "from 2024-03-01 to 2024-05-31", as_of=early)

    assert taken.through == early - timedelta(days=1)
    assert not taken.how_well.ranks
    assert all(cell.tier is None for cell in taken.cells)


def test_outlines_are_credited_beside_the_incidents(tools, outlines, load):
    load(days(date(2026, 1, 1), 300))

    assert "the county" in {one.attribution for one in take(tools, "90d").sources}


def test_a_refresh_overtaken_by_an_import_is_mended_by_the_tick(tools, outlines, load, monkeypatch):
    seconds = count()
    by = replace(tools, now=lambda: NOW + timedelta(seconds=next(seconds)))
    with tools.read() as session:
        (city,) = places.outlines(session, workspace=1, kinds=(Kind.CITY,))
    here = {"lat": city.lat, "lon": city.lon}
    load(days(date(2024, 1, 1), 400, **here), by=by, refresh=upkeep.refresh)
    rank = upkeep.ranking.rank

    def rank_while_another_import_comes_in(*args):
        monkeypatch.setattr(upkeep.ranking, "rank", rank)
        load(days(date(2025, 3, 1), 200, **here), name="b.csv", by=by)
        return rank(*args)

    monkeypatch.setattr(upkeep.ranking, "rank", rank_while_another_import_comes_in)
    upkeep.refresh(by, workspace=1, category="shooting")
    assert _stale(tools)

    upkeep.refresh_stale(by)

    assert not _stale(tools)
    with tools.read() as session:
        kept = hotspots.look_back(session, workspace=1, category="shooting")
    assert kept is not None
    assert kept.through > date(2025, 9, 1)


def _stale(tools):
    with tools.read() as session:
        return process.stale_rankings(session, method=upkeep.ranking.METHOD)
