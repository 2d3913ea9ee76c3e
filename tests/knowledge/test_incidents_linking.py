"""Which rows tell of the same incident, and what a later file changes."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.incidents.days import local
from knowledge.incidents.linking import Linked, Rows, link
from knowledge.incidents.merging import merge
from knowledge.incidents.numbers import NOWHERE, Numbers, fold

CELLS = np.array([101, 102, 103], np.int64)


def rows(*lines: tuple[Any, ...]) -> Rows:
    """Make rows of (number, minute, spot, victims, fatal); spot None is nowhere."""
    spots = [-1.0 if line[2] is None else float(line[2]) for line in lines]
    located = np.array([line[2] is not None for line in lines], bool)
    lat = np.where(located, spots, np.nan)
    return Rows(
        number=np.array([line[0] for line in lines], np.int64),
        minute=np.array([line[1] for line in lines], np.int64),
        time_known=np.array([line[1] % 1440 != 0 for line in lines], bool),
        lat=lat,
        lon=lat,
        piece=np.where(located, np.array(spots, np.int64) % 3, NOWHERE).astype(np.int32),
        victims=np.array([line[3] if len(line) > 3 else 1 for line in lines], np.int32),
        fatal=np.array([line[4] if len(line) > 4 else 0 for line in lines], np.int32),
    )


def numbers(*lines: tuple[Any, ...]) -> Numbers:
    """Return numbers of lines as above, digests standing for themselves."""
    return link(rows(*lines), CELLS).numbers


def groups(found: Numbers) -> list[list[int]]:
    """Return the digests that belong together, sorted."""
    labels = np.unique(found.incident)
    return sorted(sorted(found.digest[found.incident == label].tolist()) for label in labels)


def stored(found: Numbers, *, first: int = 100) -> Numbers:
    """Return numbers as if the incidents had been stored in rows from ``first``."""
    return replace(found, incident=found.incident + first)


def test_rows_with_one_number_are_one_incident_whose_people_add_up() -> None:
    found = numbers((7, 10, 1, 1, 0), (7, 25, 2, 1, 1), (8, 10, 0, 1, 0))

    assert groups(found) == [[7], [8]]
    incidents = fold(found)
    assert sorted(incidents.victims.tolist()) == [1, 2]
    assert incidents.fatal.sum() == 1


def test_rows_of_one_minute_and_place_are_one_incident_whatever_their_numbers() -> None:
    assert groups(numbers((7, 10, 1), (8, 10, 1), (9, 10, 2), (10, 11, 1))) == [[7, 8], [9], [10]]


def test_links_are_followed_to_the_end() -> None:
    chain = numbers((1, 10, 0), (2, 10, 0), (2, 20, 1), (3, 20, 1), (3, 30, 2), (4, 30, 2))

    assert groups(chain) == [[1, 2, 3, 4]]


def test_an_unknown_time_of_day_links_nothing() -> None:
    assert groups(numbers((1, 1440, 0), (2, 1440, 0))) == [[1], [2]]


def test_rows_without_a_place_are_linked_by_number_only() -> None:
    found = numbers((1, 10, None), (2, 10, None), (1, 10, 2))

    assert groups(found) == [[1], [2]]
    assert found.take(found.digest == 1).piece.tolist() == [2]


def test_an_incident_happened_when_the_earliest_of_its_rows_with_a_known_time_says() -> None:
    found = fold(numbers((1, 1440, 0), (1, 1500, 1), (1, 1490, None)))

    assert found.minute.tolist() == [1490]
    assert found.time_known.tolist() == [True]
    assert found.piece.tolist() == [1]


def test_rows_without_a_number_are_told_apart_by_minute_cell_and_ordinal() -> None:
    found = link(rows((0, 10, 0), (0, 10, 3), (0, 10, 3), (0, 10, 1), (0, 1440, 0)), CELLS)

    assert len(np.unique(found.numbers.incident)) == 4
    keys = sorted(
        zip(
            found.numbers.minute.tolist(),
            found.numbers.cell(CELLS).tolist(),
            found.ordinal.tolist(),
            found.numbers.victims.tolist(),
            strict=True,
        )
    )
    assert keys == [(10, 101, 0, 1), (10, 101, 1, 2), (10, 102, 0, 1), (1440, 101, 0, 1)]


LINES = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.sampled_from([10, 11, 1440]),
        st.sampled_from([None, 0, 1, 2, 3]),
        st.integers(1, 3),
        st.integers(0, 1),
    ),
    max_size=12,
)


def _key(linked: Linked) -> list[tuple[Any, ...]]:
    found, label = linked.numbers, {}
    columns = (found.digest, linked.ordinal, found.minute, found.piece, found.victims, found.fatal)
    lines = list(zip(*(column.tolist() for column in columns), strict=True))
    for line, incident in sorted(zip(lines, found.incident.tolist(), strict=True)):
        label.setdefault(incident, []).append(line)
    return sorted(map(tuple, label.values()))


@given(LINES, st.randoms())
def test_the_order_of_rows_does_not_matter(lines: list[Any], random: Any) -> None:
    shuffled = random.sample(lines, len(lines))

    assert _key(link(rows(*lines), CELLS)) == _key(link(rows(*shuffled), CELLS))


@given(LINES)
def test_nobody_is_lost_and_nobody_counts_twice(lines: list[Any]) -> None:
    found = fold(link(rows(*lines), CELLS).numbers)

    assert found.victims.sum() == sum(line[3] for line in lines)
    assert found.fatal.sum() == sum(line[4] for line in lines)


def test_the_same_file_again_changes_nothing() -> None:
    file = numbers((1, 10, 0), (2, 10, 0), (3, 20, 1))

    again = merge(file, stored(file), CELLS)

    assert len(again.numbers) == 0
    assert len(again.dropped) == 0
    assert sorted(again.kept.tolist()) == [100, 101]


def test_a_part_of_a_file_changes_nothing() -> None:
    whole = stored(numbers((1, 10, 0), (2, 10, 0), (2, 20, 1), (3, 20, 1)))

    part = merge(numbers((1, 10, 0), (3, 20, 1)), whole, CELLS)

    assert len(part.numbers) == 0
    assert part.kept.tolist() == [100]
    assert part.incidents.victims.tolist() == [4]


def test_numbers_that_part_become_two_incidents_and_the_lowest_keeps_the_row() -> None:
    before = stored(numbers((1, 10, 0), (2, 10, 0)))

    after = merge(numbers((1, 10, 0), (2, 10, 1)), before, CELLS)

    assert sorted(after.kept.tolist()) == [0, 100]
    assert after.numbers.digest.tolist() == [2]
    assert after.known.tolist() == [True]


def test_numbers_that_join_become_one_incident_and_the_other_row_goes() -> None:
    before = stored(numbers((1, 10, 0), (2, 20, 1)))

    after = merge(numbers((1, 10, 0), (2, 10, 0)), before, CELLS)

    assert len(after.kept) == 1
    assert len(after.dropped) == 1
    assert after.incidents.victims.tolist() == [2]


def test_a_number_that_the_file_lacks_stays_with_those_that_did_not_move() -> None:
    before = stored(numbers((1, 10, 0), (2, 10, 0), (3, 10, 0)))

    after = merge(numbers((1, 15, 1), (2, 10, 0)), before, CELLS)

    assert sorted(after.incidents.victims.tolist()) == [1, 2]


def test_a_number_that_the_file_lacks_stays_by_itself_when_all_others_moved() -> None:
    before = stored(numbers((1, 10, 0), (2, 10, 0)))

    after = merge(numbers((1, 15, 1)), before, CELLS)

    assert sorted(after.incidents.minute.tolist()) == [10, 15]


def test_numbers_that_a_file_parts_are_not_held_together_by_one_it_lacks() -> None:
    before = stored(numbers((1, 10, 0), (2, 10, 0), (3, 10, 0)))

    after = merge(numbers((1, 10, 0), (2, 10, 1)), before, CELLS)

    assert sorted(after.incidents.victims.tolist()) == [1, 2]


def test_numbers_that_one_the_file_lacks_linked_stay_together() -> None:
    whole = stored(numbers((1, 10, 0), (2, 10, 0), (2, 10, 3), (3, 10, 3)))

    part = merge(numbers((1, 10, 0), (3, 10, 3)), whole, CELLS)

    assert len(part.numbers) == 0
    assert part.kept.tolist() == [100]


def test_a_file_with_every_number_of_an_incident_parts_them() -> None:
    before = stored(numbers((1, 10, 0), (2, 10, 0)))

    after = merge(numbers((1, 10, 0), (2, 10, 3)), before, CELLS)

    assert sorted(after.incidents.victims.tolist()) == [1, 1]


@given(LINES, st.sets(st.integers(1, 6)))
def test_any_of_the_numbers_of_a_file_change_nothing(lines: list[Any], some: set[int]) -> None:
    numbered = [one for one in lines if one[0]]
    whole = stored(numbers(*numbered))

    part = merge(numbers(*(one for one in numbered if one[0] in some)), whole, CELLS)

    assert len(part.numbers) == 0
    assert len(part.dropped) == 0


def test_a_value_that_changes_is_taken_over() -> None:
    before = stored(numbers((1, 10, 0, 1, 0)))

    after = merge(numbers((1, 10, 0, 2, 1)), before, CELLS)

    assert after.kept.tolist() == [100]
    assert after.incidents.victims.tolist() == [2]
    assert after.numbers.fatal.tolist() == [1]


def test_a_local_day_turns_at_local_midnight_in_summer_and_in_winter() -> None:
    minute = np.array([4 * 60 - 1, 4 * 60, 1440 * 31 + 5 * 60])
    summer = np.datetime64("2024-07-01", "m").astype(np.int64)
    winter = np.datetime64("2024-01-01", "m").astype(np.int64)
    known = np.array([True, True, False])

    there = local(minute + summer, known, timezone="America/New_York")
    cold = local(minute + winter, known, timezone="America/New_York")

    first = int(np.datetime64("2024-06-30").astype(np.int64))
    assert (there.day - first).tolist() == [0, 1, 32]
    assert there.hour.tolist() == [23, 0, -1]
    assert cold.hour.tolist() == [22, 23, -1]
