"""A planning level comes back as it was counted."""

from datetime import date

import pytest
from sqlalchemy import text

from knowledge.events.factors import Factor
from knowledge.events.levels import levels
from knowledge.events.risk import THREAT, Answer
from storage.events import scores
from tests.conftest import NOW
from tests.storage.test_events import made, seated  # noqa: F401 - fixtures

COUNTED = levels({Factor.CONFLICT: THREAT, Factor.ATTENDANCE: Answer(3, "1,200 people expected")})


def test_a_score_comes_back_as_it_was_counted(tools, workspace, made):  # noqa: F811
    event = made().id
    with tools.begin() as session:
        assert scores.newest(session, workspace=workspace, event=event) is None
        for kept in (levels({}), COUNTED):
            scores.store(
                session, workspace=workspace, event=event, levels=kept,
                data_until=date(2026, 11, 1), now=NOW,
            )  # fmt: skip

    with tools.read() as session:
        found = scores.newest(session, workspace=workspace, event=event)
        sealed = session.execute(text("SELECT result FROM event_scores")).scalars().all()
    assert (found.levels, found.data_until, found.at) == (COUNTED, date(2026, 11, 1), NOW)
    assert len(sealed) == 2
    assert not [one for one in sealed if "threat" in one or "conflict" in one]


def test_an_event_that_is_not_there_takes_no_score(tools, workspace):
    with pytest.raises(LookupError), tools.begin() as session:
        scores.store(
            session, workspace=workspace, event=99, levels=COUNTED, data_until=None, now=NOW
        )
