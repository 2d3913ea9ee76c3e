"""What outreach answered: sealed, in order, and never rewritten."""

import pytest
from sqlalchemy import text

from knowledge.events.conflict import Conflict
from knowledge.events.factors import SCALES, Factor
from storage.events import conflicts
from tests.conftest import NOW
from tests.storage.test_events import made, seated  # noqa: F401 - fixtures


@pytest.fixture
def answers(tools, workspace, made, seated):  # noqa: F811
    """Return a function that answers for one event, and the event's id."""
    event = made().id

    def answer(level, by="SAMUEL"):
        with tools.begin() as session:
            return conflicts.record(
                session, workspace=workspace, event=event, level=level, by=seated[by], now=NOW
            )

    return answer, event


def test_nobody_answered_at_first(tools, workspace, answers):
    with tools.read() as session:
        assert conflicts.newest(session, workspace=workspace, event=answers[1]) is None


def test_the_last_answer_counts_and_the_earlier_ones_stay(tools, workspace, answers, seated):  # noqa: F811
    answer, event = answers
    answer(Conflict.ACTIVE)
    answer(Conflict.NONE, by="MARCUS")

    with tools.read() as session:
        newest = conflicts.newest(session, workspace=workspace, event=event)
        every = conflicts.history(session, workspace=workspace, event=event)
    assert (newest.level, newest.by, newest.at) == (Conflict.NONE, seated["MARCUS"], NOW)
    assert [one.level for one in every] == [Conflict.NONE, Conflict.ACTIVE]


def test_the_database_holds_no_level_in_clear(tools, workspace, answers):
    answer, _event = answers
    for level in Conflict:
        answer(level)
    with tools.read() as session:
        kept = session.execute(text("SELECT level FROM event_conflicts")).scalars().all()
    assert len(kept) == len(Conflict)
    assert not [one for one in kept for level in Conflict if level.value in one]


def test_an_event_that_is_not_there_takes_no_answer(tools, workspace):
    with pytest.raises(LookupError), tools.begin() as session:
        conflicts.record(
            session, workspace=workspace, event=99, level=Conflict.NONE, by="x", now=NOW
        )


def test_levels_have_the_points_of_the_scheme():
    points = {one: one.answer.points for one in Conflict}
    assert list(points.values()) == [0, 1, None, 3, 4, 4]
    assert SCALES[Factor.CONFLICT].unknown == 2
    assert [one for one in Conflict if one.answer.threat] == [Conflict.CREDIBLE]
    assert [one for one in Conflict if not one.checked] == [Conflict.UNCHECKED]
