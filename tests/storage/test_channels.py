"""Channels in use, who answers for them, and who the people in one are to the coalition."""

import pytest
from sqlalchemy import event

from knowledge.access import Member, Role
from storage import channels, people
from storage.channels import Use
from storage.tables import Channel, Person
from tests.coalitions import SEATS, open_coalition
from tests.conftest import NOW


@pytest.fixture
def seated(tools, workspace):
    return open_coalition(tools, workspace)


def test_channel_is_remembered_once_and_keeps_its_first_owner(tools, workspace, seated):
    with tools.begin() as session:
        channels.remember(session, workspace=workspace, channel="C1", owner=seated["LEE"])
        again = channels.remember(session, workspace=workspace, channel="C1", owner=seated["ANA"])

    assert again == Use("C1", "", seated["LEE"])
    with tools.read() as session:
        assert channels.used(session, workspace=workspace, channel="C1") == again
        assert channels.used(session, workspace=workspace, channel="C2") is None


def test_channel_without_an_owner_gets_the_next_who_brings_the_bot(tools, workspace, seated):
    with tools.begin() as session:
        channels.remember(session, workspace=workspace, channel="C1", owner=None)
        found = channels.remember(session, workspace=workspace, channel="C1", owner=seated["LEE"])

    assert found.owner == seated["LEE"]


def test_channel_closes_once_and_opens_again_with_its_purpose(tools, workspace, seated):
    with tools.begin() as session:
        session.add(Channel(workspace_id=workspace, channel="C1", purpose="outreach"))
        session.flush()
        first = channels.close(session, workspace=workspace, channel="C1", now=NOW)
        second = channels.close(session, workspace=workspace, channel="C1", now=NOW)

        assert (first, second) == (Use("C1", "outreach"), None)
        assert channels.used(session, workspace=workspace, channel="C1") is None
        opened = channels.remember(session, workspace=workspace, channel="C1", owner=None)
        assert opened == Use("C1", "outreach")


def test_many_people_are_read_as_one_by_one_and_in_one_query(tools, workspace, seated):
    with tools.begin() as session:
        session.get_one(Person, (workspace, seated["LEE"])).suspended_at = NOW
        session.get_one(Person, (workspace, seated["ROSA"])).left_at = NOW
    users = [f"U0{handle}" for handle in SEATS] + ["U0WALTER"]

    with tools.read() as session:
        one_by_one = {
            user: people.member(session, workspace=workspace, slack_user=user) for user in users
        }
        with counted(session) as asked:
            together = people.members(session, workspace=workspace, slack_users=users)

    assert together == one_by_one
    assert len(asked) == 1


def test_three_thousand_people_are_read_in_one_query(tools, workspace, seated):
    users = ["U0ANA", *(f"U0CROWD{number}" for number in range(3_000))]

    with tools.read() as session, counted(session) as asked:
        found = people.members(session, workspace=workspace, slack_users=users)

    assert len(found) == 3_001
    assert len(asked) == 1
    assert found["U0ANA"].seat is Role.COORDINATOR
    assert found["U0CROWD7"] == Member(workspace, "U0CROWD7")


def test_people_of_another_workspace_are_strangers_to_it(tools, workspace, seated):
    with tools.read() as session:
        found = people.members(session, workspace=workspace + 1, slack_users=["U0ANA"])
        nobody = people.members(session, workspace=workspace, slack_users=[])

    assert found["U0ANA"] == Member(workspace + 1, "U0ANA", opened=False)
    assert nobody == {}


class counted:  # noqa: N801 - reads as a verb where it is used
    """Collects the questions that a session asks."""

    def __init__(self, session):
        self._engine = session.get_bind()
        self._sent = []

    def __enter__(self):
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self._sent

    def __exit__(self, *_error):
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, _connection, _cursor, statement, *_more):
        if statement.startswith("SELECT"):
            self._sent.append(statement)
