"""Two leads change the same of one event at the same moment."""

import threading

import pytest

from handlers.readiness import changing
from knowledge.editing import ChangedMeanwhileError
from storage import events
from tests.handlers.vigils import known, plan

#: How often they meet: one meeting may go well by luck.
ROUNDS = 5


@pytest.fixture
def slack(tools, start):
    return start(tools)


def test_one_of_them_is_told_and_nobodys_change_is_lost_in_silence(slack, tools):
    event = plan(tools)
    said = []

    def save(handle, people, version, gate):
        gate.wait()
        try:
            changing.change(
                tools, known(tools, handle), event, version=version, wanted={"attendance": people}
            )
            said.append("kept")
        except ChangedMeanwhileError:
            said.append("told")

    for at in range(ROUNDS):
        with tools.read() as session:
            version = events.find(session, workspace=1, event=event).version
        gate = threading.Barrier(2)
        leads = [
            threading.Thread(target=save, args=(handle, people + at, version, gate))
            for handle, people in (("GRACE", 200), ("PRIYA", 300))
        ]
        for one in leads:
            one.start()
        for one in leads:
            one.join()

    assert sorted(said) == ["kept"] * ROUNDS + ["told"] * ROUNDS
