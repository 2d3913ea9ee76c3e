from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.actions.item import State
from knowledge.plan.coverage import Coverage, Work, coverage, planned, told
from knowledge.plan.entry import Entry, Level
from knowledge.plan.progress import Progress, gaps, late, progress
from knowledge.plan.tree import problems, tree

TODAY = date(2026, 11, 22)
GOAL = Entry(1, Level.GOAL, "A quarter fewer people shot in Kensington by 2028", owner="p1")
CAUSE = Entry(2, Level.CAUSE, "Nowhere to be on summer nights", parent=1)
STRATEGY = Entry(3, Level.STRATEGY, "Open places late", parent=1)
ACTION = Entry(
    4,
    Level.ACTION,
    "Keep the rec center open until midnight",
    parent=3,
    owner="p2",
    due=date(2026, 12, 1),
    place="Kensington",
    service="recreation",
)
INDICATOR = Entry(5, Level.INDICATOR, "Nights open", parent=4, indicator="reach")
PLAN = (INDICATOR, ACTION, STRATEGY, CAUSE, GOAL)


def said(entries):
    return [(one.entry, one.what) for one in problems(entries)]


def test_a_plan_grows_from_its_goal_down():
    (goal,) = tree(PLAN)

    assert [entry.id for entry in goal.walk()] == [1, 2, 3, 4, 5]
    assert [one.entry for one in goal.of(Level.CAUSE)] == [CAUSE]
    assert said(PLAN) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"parent": 1}, "An action serves a strategy"),
        ({"parent": 99}, "An action serves a strategy"),
        ({"parent": None}, "An action serves a strategy"),
        ({"text": " "}, "Say in one sentence"),
        ({"start": date(2026, 12, 2)}, "due before it starts"),
    ],
)
def test_a_broken_line_is_named(change, what):
    seen = said([GOAL, STRATEGY, replace(ACTION, **change)])

    assert [entry for entry, _what in seen] == [4]
    assert what in seen[0][1]


def test_a_line_due_after_what_it_serves_is_named():
    seen = said([GOAL, replace(STRATEGY, due=date(2026, 11, 30)), ACTION])

    assert seen == [(4, "It is due after what it serves: move one of the two days.")]


def test_a_goal_below_another_is_named_and_left_out():
    second = Entry(9, Level.GOAL, "Another", parent=1)

    assert [branch.entry.id for branch in tree([GOAL, second])] == [1]
    assert said([GOAL, second])[0][0] == 9


@given(
    st.lists(
        st.builds(
            Entry,
            id=st.integers(1, 8),
            level=st.sampled_from(Level),
            text=st.just("x"),
            parent=st.none() | st.integers(1, 8),
        ),
        unique_by=lambda one: one.id,
    )
)
def test_a_line_is_in_the_tree_once_or_it_or_one_above_it_has_a_problem(entries):
    inside = [entry.id for branch in tree(entries) for entry in branch.walk()]
    named = {one.entry for one in problems(entries)}
    above = {entry.id: entry.parent for entry in entries}

    assert len(inside) == len(set(inside))
    for entry in entries:
        at, line = entry.id, set()
        while at is not None and at not in line:
            line.add(at)
            at = above.get(at)
        assert (entry.id in inside) == (not line & named)


def test_actions_are_counted_without_those_dropped():
    actions = [
        ACTION,
        replace(ACTION, id=6, owner=None, due=date(2026, 11, 21)),
        replace(ACTION, id=7, due=None),
        replace(ACTION, id=8, state=State.DONE, due=date(2026, 11, 1)),
        replace(ACTION, id=9, state=State.DROPPED),
    ]

    seen = progress([GOAL, STRATEGY, *actions], TODAY)
    assert seen == Progress(done=1, open=3, late=1, without_owner=1, without_date=1)
    assert seen.total == 4


def test_late_lines_come_longest_late_first_and_causes_never():
    goal = replace(GOAL, due=date(2026, 11, 21))
    action = replace(ACTION, due=date(2026, 11, 1))
    cause = replace(CAUSE, due=date(2026, 1, 1))

    assert late([goal, cause, action], TODAY) == (action, goal)
    assert late([replace(ACTION, due=TODAY)], TODAY) == ()


def test_a_whole_plan_lacks_nothing():
    assert gaps(PLAN) == ()


def test_an_empty_plan_asks_for_its_first_goal():
    assert gaps(()) == ("Write the first goal: one sentence with a place and a year.",)


def test_what_a_plan_lacks_is_said_in_order():
    bare = [
        GOAL,
        replace(GOAL, id=10),
        STRATEGY,
        replace(STRATEGY, id=11),
        replace(ACTION, owner=None, due=None),
    ]

    assert gaps(bare) == (
        "2 goals name no root cause.",
        "1 goal has no strategy.",
        "1 strategy has no action.",
        "1 open action has no owner.",
        "1 open action has no date.",
        "No indicator is named: choose how you will know.",
    )


def test_a_place_ends_in_who_works_there_and_what_is_not_covered():
    work = [
        Work("Safe Streets", "mediation", "kensington"),
        Work("Temple trauma team", "counseling"),
        Work("Grace Church", "mediation", "Kensington"),
        Work("Northside", "housing", "Fairhill"),
        *planned(PLAN),
    ]

    seen = coverage("Kensington", work, ["mediation", "housing", "counseling", "recreation"])
    assert seen == Coverage(
        "Kensington",
        (
            ("mediation", ("Grace Church", "Safe Streets")),
            ("counseling", ("Temple trauma team",)),
            ("recreation", ("Keep the rec center open until midnight",)),
        ),
        ("housing",),
    )
    assert told(seen)[1] == "Not covered: housing"


def test_a_place_where_nobody_works_says_so():
    assert told(coverage("Fairhill", [], ["housing"])) == (
        "Nobody works here yet.",
        "Not covered: housing",
    )
    assert told(coverage("Fairhill", [Work("A", "housing")], ["housing"])) == (
        "Who works on this here: housing: A",
        "Every service that was asked for is covered.",
    )


def test_actions_that_are_done_bring_nothing_more():
    assert planned([replace(ACTION, state=State.DONE)]) == ()
