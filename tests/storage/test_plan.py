"""The plan as it is kept: one to one with its lines, edited by two, archived in branches."""

from datetime import date

import pytest

from knowledge.actions.item import State
from knowledge.editing import ChangedMeanwhileError
from knowledge.plan.entry import Entry, Level
from storage import plan
from tests.conftest import NOW

ANA, LEE = "a" * 16, "b" * 16


def add(session, workspace, level=Level.GOAL, parent=None, **fields):
    return plan.add(
        session,
        workspace=workspace,
        level=level,
        parent=parent,
        fields={"text": "Fewer shootings", **fields},
        now=NOW,
    )


def change(session, workspace, line, by=ANA, **wanted):
    return plan.change(
        session,
        workspace=workspace,
        entry=line.id,
        version=line.version,
        wanted=wanted,
        by=by,
        now=NOW,
    )


def test_a_line_comes_back_as_it_was_told(tools, workspace):
    with tools.begin() as session:
        goal = add(session, workspace)
        strategy = add(session, workspace, Level.STRATEGY, goal.id)
        action = add(
            session,
            workspace,
            Level.ACTION,
            strategy.id,
            text="Evening hours",
            owner=ANA,
            start="2026-12-01",
            due="2027-03-31",
            place="Eastgate",
            service="recreation",
            baseline="2 evenings",
            target="5 evenings",
        )

    with tools.read() as session:
        assert plan.entries(session, workspace=workspace)[-1] == action
        assert action == Entry(
            id=action.id,
            level=Level.ACTION,
            text="Evening hours",
            parent=strategy.id,
            owner=ANA,
            start=date(2026, 12, 1),
            due=date(2027, 3, 31),
            place="Eastgate",
            service="recreation",
            baseline="2 evenings",
            target="5 evenings",
        )


def test_two_edits_of_different_fields_go_together(tools, workspace):
    with tools.begin() as session:
        goal = add(session, workspace)
        change(session, workspace, goal, text="No one shot")

        both = change(session, workspace, goal, by=LEE, due="2027-12-31")

    assert (both.text, both.due, both.version) == ("No one shot", date(2027, 12, 31), 3)


def test_the_second_editor_of_one_field_is_shown_what_changed_and_loses_nothing(tools, workspace):
    with tools.begin() as session:
        goal = add(session, workspace)
        change(session, workspace, goal, text="No one shot")

        with pytest.raises(ChangedMeanwhileError) as meanwhile:
            change(session, workspace, goal, by=LEE, text="Half as many")

    [edit] = meanwhile.value.edits
    assert (edit.by, edit.changed["text"]) == (ANA, ("Fewer shootings", "No one shot"))


def test_an_edit_can_be_taken_back(tools, workspace):
    with tools.begin() as session:
        goal = add(session, workspace)
        done = change(session, workspace, goal, state="done")
        assert done.state is State.DONE

        back = plan.undo(
            session, workspace=workspace, entry=goal.id, version=done.version, by=ANA, now=NOW
        )

    assert (back.state, back.version) == (State.OPEN, 3)


def test_archiving_takes_the_branch_and_restoring_brings_back_only_that(tools, workspace):
    with tools.begin() as session:
        goal = add(session, workspace)
        strategy = add(session, workspace, Level.STRATEGY, goal.id)
        early = add(session, workspace, Level.ACTION, strategy.id)
        add(session, workspace, Level.ACTION, strategy.id)
        plan.archive(session, workspace=workspace, entry=early.id, now=NOW.replace(hour=9))

        assert plan.archive(session, workspace=workspace, entry=goal.id, now=NOW) == 3
        assert plan.entries(session, workspace=workspace) == []
        with pytest.raises(plan.GoneError):
            plan.restore(session, workspace=workspace, entry=early.id)

        plan.restore(session, workspace=workspace, entry=goal.id)
        assert len(plan.entries(session, workspace=workspace)) == 3


def test_nothing_is_added_below_a_line_that_is_gone(tools, workspace):
    with tools.begin() as session:
        goal = add(session, workspace)
        plan.archive(session, workspace=workspace, entry=goal.id, now=NOW)

        with pytest.raises(plan.GoneError):
            add(session, workspace, Level.STRATEGY, goal.id)


def test_another_workspace_neither_sees_nor_changes_a_line(tools, workspace):
    with tools.begin() as session:
        goal = add(session, workspace, owner=ANA)

        assert plan.entries(session, workspace=workspace + 1) == []
        assert plan.owned(session, workspace=workspace + 1, person=ANA) == []
        for act in (plan.entry, plan.restore):
            with pytest.raises(plan.GoneError):
                act(session, workspace=workspace + 1, entry=goal.id)
        with pytest.raises(plan.GoneError):
            change(session, workspace + 1, goal, text="Theirs")


def test_what_somebody_owns_comes_nearest_day_first_without_what_is_done(tools, workspace):
    with tools.begin() as session:
        for due, state in ((None, "open"), ("2027-02-01", "open"), ("2026-12-01", "open")):
            add(session, workspace, owner=ANA, due=due, state=state)
        add(session, workspace, owner=ANA, due="2026-11-23", state="done")
        add(session, workspace, owner=LEE)

        found = plan.owned(session, workspace=workspace, person=ANA)

    assert [one.due for one in found] == [date(2026, 12, 1), date(2027, 2, 1), None]
