from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.hotspots import service, upkeep
from handlers.hotspots.request import SnapshotRequest, UnsurePlaceError
from knowledge.access import Member
from knowledge.errors import NothingKnownError, UsageError
from knowledge.hotspots import asking
from knowledge.hotspots.snapshot import Wanted
from knowledge.windows import Window, ending
from storage import hotspots
from tests.conftest import NOW

TODAY = NOW.date()
MEMBER = Member(workspace=1, slack_user="U1")


def ask(tools, text):
    return service.resolve(tools, member=MEMBER, words=asking.read(text, today=TODAY))


def take(tools, text, **options):
    return service.take_snapshot(tools, ask(tools, text), **options)


def test_the_whole_city_for_ninety_days_is_what_a_bare_question_means(city):
    taken = take(city, "")

    assert taken.reading.window == ending(TODAY, 90)
    assert taken.reading.label() == (
        "Northfield (synthetic) · 24 Aug – 21 Nov 2026 · all shootings"
    )
    assert taken.why_moved == ""
    assert taken.totals.incidents > 100
    assert taken.synthetic


def test_places_are_at_most_five_most_incidents_first(city):
    counts = [place.incidents for place in take(city, "").places]

    assert len(counts) == 5
    assert counts == sorted(counts, reverse=True)


def test_totals_count_what_the_rows_say(city):
    taken = take(city, "")

    with city.read() as session:
        expected = session.connection().exec_driver_sql(
            "SELECT count(*), sum(victims), sum(fatal), sum(cell IS NULL) FROM incidents"
            " WHERE day >= '2026-08-24' AND day < '2026-11-22'"
        )
        row = expected.one()
    totals = taken.totals
    assert (totals.incidents, totals.victims, totals.fatal, totals.unlocated) == tuple(row)


def test_comparisons_never_set_a_part_of_a_period_against_a_whole_one(city):
    taken = take(city, "")

    assert taken.through < TODAY - timedelta(days=1)
    for one in taken.comparisons:
        assert one.window.days == one.against.days
        assert one.window.last <= taken.through


def test_a_comparison_with_more_days_weighs_them(city):
    one = take(city, "30d vs 2026-01-01..2026-03-31").comparisons[0]

    assert one.against == Window(date(2026, 1, 1), date(2026, 3, 31))
    assert one.ratio == pytest.approx((one.count / one.window.days) / (one.count_against / 89))


def test_a_window_with_few_incidents_widens_and_says_so(city):
    quiet = min(
        service.place_choices(city, workspace=1),
        key=lambda place: take_at(city, place).totals.incidents,
    )
    taken = service.take_snapshot(city, ask(city, "last 3 days").at(quiet[:2]))

    assert taken.asked is not None
    assert "so this shows" in taken.why_moved
    assert taken.reading.window.days >= 365


def take_at(tools, place):
    return service.take_snapshot(tools, ask(tools, "5 years").at(place[:2]))


def test_a_window_beyond_the_data_ends_with_the_data_and_says_so(city):
    later = replace_now(city, NOW + timedelta(days=400))
    words = asking.read("90d", today=later.now().date())
    request = SnapshotRequest.of(words, workspace=1)

    taken = service.take_snapshot(later, request)

    assert taken.reading.window.last == taken.through
    assert "The newest complete day is" in taken.why_moved
    assert taken.asked == request.window


def replace_now(tools, now):
    return replace(tools, now=lambda: now)


def test_named_days_beyond_the_data_are_not_moved(city):
    request = SnapshotRequest(workspace=1, window=Window(date(2026, 11, 1), date(2026, 12, 30)))

    assert service.take_snapshot(city, request).asked is None


def test_fatal_counts_only_incidents_in_which_somebody_was_killed(city):
    fatal, every = take(city, "fatal 12 months"), take(city, "12 months")
    other = take(city, "nonfatal 12 months")

    assert fatal.reading.wanted is Wanted.FATAL
    assert fatal.totals.incidents + other.totals.incidents == every.totals.incidents
    assert fatal.totals.victims + other.totals.victims == every.totals.victims


def test_killed_and_hurt_are_not_told_apart_where_one_is_very_few(city):
    places = service.place_choices(city, workspace=1)
    for place in places:
        taken = service.take_snapshot(city, ask(city, "fatal 2 weeks").at(place[:2]))
        if taken.reading.wanted is Wanted.FATAL:
            assert taken.totals.incidents >= 3
        elif taken.totals.fatal is not None:
            assert taken.totals.fatal == 0 or taken.totals.fatal >= 3


def test_cells_show_bands_and_tiers_and_no_count(city):
    cells = take(city, "").cells

    assert {cell.tier for cell in cells} >= {0, 1, 2}
    assert {cell.band for cell in cells} <= {0, 1, 2, 3, 4}


def test_the_stored_ranking_equals_the_one_computed_for_the_day_after_the_data(city):
    with city.read() as session:
        extent = hotspots.extent(session, workspace=1, category="shooting")
        assert extent is not None
        cells, fresh = upkeep.rank_at(session, workspace=1, category="shooting", as_of=extent.end)
        kept = hotspots.highest_cells(session, workspace=1, category="shooting", highest=10_000)

    assert dict(zip(cells.tolist(), fresh.rank.tolist(), strict=True)) == kept


def test_what_is_not_known_is_always_said(city):
    said = " ".join(take(city, "").caveats)

    assert "Complete through" in said
    assert "no place in the data" in said
    assert "places, never people" in said


def test_an_unsure_place_is_asked_about(city):
    name = service.place_choices(city, workspace=1)[0][1]
    with pytest.raises(UnsurePlaceError) as unsure:
        ask(city, f"{name[: len(name) // 2]}xx 90d")

    assert unsure.value.candidates


def test_an_unknown_place_gets_an_example_that_works(city):
    with pytest.raises(UsageError, match=r"Try `/hotspots .+`"):
        ask(city, "zzzzqqq 90d")


def test_nothing_imported_says_what_to_import(tools, workspace):
    request = SnapshotRequest(workspace=workspace, window=ending(TODAY, 90))

    with pytest.raises(NothingKnownError, match="coalition import incidents FILE"):
        service.take_snapshot(tools, request)


def test_another_kind_than_imported_says_what_there_is(city):
    with pytest.raises(NothingKnownError, match=r"shots fired.+only on all shootings"):
        take(city, "shots fired")


def test_another_workspace_sees_nothing(city):
    request = SnapshotRequest(workspace=2, window=ending(TODAY, 90))

    with pytest.raises(NothingKnownError):
        service.take_snapshot(city, request)


def test_a_ranking_left_stale_by_a_killed_import_is_mended_by_the_tick(city):
    with city.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM lookbacks")
        session.connection().exec_driver_sql("DELETE FROM ranked_cells")
    assert not take(city, "").how_well.ranks

    upkeep.refresh_stale(city)

    assert take(city, "").how_well.ranks


def test_the_tick_leaves_a_fresh_ranking_alone(city):
    later = replace_now(city, NOW + timedelta(days=3))

    upkeep.refresh_stale(later)

    with city.read() as session:
        kept = hotspots.look_back(session, workspace=1, category="shooting")
    assert kept is not None
    assert kept.computed_at == NOW
