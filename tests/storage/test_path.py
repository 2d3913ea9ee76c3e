"""The path as it is kept, and the counts that prove some of its steps."""

from datetime import date, timedelta

import pytest

from knowledge.editing import ChangedMeanwhileError
from knowledge.formation.proofs import Facts, proofs
from knowledge.formation.steps import Standing, Step
from knowledge.plan.entry import Level
from storage import indicators, path, people, plan
from storage.tables import AgreementRow, Attendance, MeetingRow
from tests.coalitions import open_coalition
from tests.conftest import NOW

ANA, LEE = "a" * 16, "b" * 16


def change(session, workspace, item="N16", version=0, by=ANA, **wanted):
    return path.change(
        session, workspace=workspace, item=item, version=version, wanted=wanted, by=by, now=NOW
    )


def test_a_step_nobody_spoke_of_is_open(tools, workspace):
    with tools.read() as session:
        assert path.steps(session, workspace=workspace) == {}
        assert path.step(session, workspace=workspace, item="N16") == Step("N16")


def test_what_is_said_of_a_step_is_kept_for_this_workspace_alone(tools, workspace):
    with tools.begin() as session:
        change(session, workspace, standing="not_for_us", reason="The city does it.", owner=ANA)
        said = change(session, workspace, "N03", standing="doing", owner=ANA, due="2026-12-24")

    with tools.read() as session:
        found = path.steps(session, workspace=workspace)
        assert found["N03"] == said
        assert found["N16"].reason == "The city does it."
        assert path.owned(session, workspace=workspace, person=ANA) == [said]
        assert path.steps(session, workspace=workspace + 1) == {}


def test_two_people_who_say_something_else_of_a_step_are_told_apart(tools, workspace):
    with tools.begin() as session:
        first = change(session, workspace, standing="done")
        change(session, workspace, by=LEE, version=0, due="2026-12-24")

        with pytest.raises(ChangedMeanwhileError):
            change(session, workspace, by=LEE, version=0, standing="later")
        back = path.undo(
            session, workspace=workspace, item="N16", version=first.version, by=ANA, now=NOW
        )

    assert (back.standing, back.due) == (Standing.OPEN, date(2026, 12, 24))


def test_an_empty_workspace_proves_nothing(tools, workspace):
    with tools.read() as session:
        assert proofs(path.facts(session, workspace=workspace, now=NOW)) == {}


def test_what_is_on_record_is_counted(tools, workspace):
    open_coalition(tools, workspace)
    with tools.begin() as session:
        for number, (signed, end) in enumerate(
            [(NOW.date(), None), (None, None), (date(2025, 1, 1), date(2026, 11, 21))]
        ):
            session.add(agreement(workspace, number, signed, end))
        for kind, ago, people in (
            ("weekly_call", 3, 5),
            ("weekly_call", 10, 0),
            ("weekly_call", 60, 4),
            ("shooting_review", 5, 6),
        ):
            meet(session, workspace, kind, ago, people)
        goal = line(session, workspace, Level.GOAL, due="2027-12-31")
        line(session, workspace, Level.GOAL, state="dropped", due="2027-12-31")
        strategy = line(session, workspace, Level.STRATEGY, goal.id)
        line(session, workspace, Level.ACTION, strategy.id, owner=ANA, due="2026-12-24")
        line(session, workspace, Level.ACTION, strategy.id, owner=ANA)
        settled = {"baseline": "40 in 2025", "owner": ANA}
        for key, wanted in (("people_shot", settled), ("reach", {"owner": ANA})):
            indicators.settle(
                session, workspace=workspace, key=key, version=0, wanted=wanted, by=ANA, now=NOW
            )

    with tools.read() as session:
        assert path.facts(session, workspace=workspace, now=NOW) == Facts(
            partners=7,
            sectors=6,
            meetings_held=3,
            understandings=1,
            members=8,
            pledged=8,
            goals=1,
            strategies=1,
            indicators_ready=1,
            actions=2,
            actions_ready=1,
            weekly_calls=1,
            reviews=1,
        )


def agreement(workspace, number, signed, end):
    return AgreementRow(
        workspace_id=workspace,
        tier="memorandum",
        title=f"Agreement {number}",
        parties=[],
        fields=[],
        covered=[],
        start=signed or date(2026, 1, 1),
        end=end,
        signed_on=signed,
        created_at=NOW,
    )


def meet(session, workspace, kind, ago, people):
    row = MeetingRow(
        workspace_id=workspace,
        kind=kind,
        title="A meeting",
        start=NOW - timedelta(days=ago),
        minutes=45,
        created_by=ANA,
        created_at=NOW,
    )
    session.add(row)
    session.flush()
    if people:
        session.add(
            Attendance(workspace_id=workspace, meeting_id=row.id, sector="youth", people=people)
        )


def line(session, workspace, level, parent=None, **fields):
    return plan.add(
        session,
        workspace=workspace,
        level=level,
        parent=parent,
        fields={"text": "A line", **fields},
        now=NOW,
    )


def test_who_leaves_with_a_step_in_hand_is_known_to_hold_it(tools, workspace):
    with tools.begin() as session:
        change(session, workspace, "N01", standing="doing", owner=ANA)
        change(session, workspace, "N02", standing="done", owner=ANA)

        assert people.holds(session, workspace=workspace, person=ANA) == {"path": 1}
