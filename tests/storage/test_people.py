import pytest

from knowledge.access import Duties, Member, Role
from storage import people
from storage.tables import Person
from tests.coalitions import open_coalition
from tests.conftest import NOW


@pytest.fixture
def seated(tools, workspace):
    return open_coalition(tools, workspace)


def test_who_has_no_row_is_a_visitor(tools, workspace, seated):
    with tools.read() as session:
        found = people.member(session, workspace=workspace, slack_user="U1")

    assert found == Member(workspace=workspace, slack_user="U1")
    assert found.seat is Role.VISITOR


def test_somebody_seated_carries_role_duties_and_sector(tools, workspace, seated):
    with tools.read() as session:
        found = people.member(session, workspace=workspace, slack_user="U0DANA")

    assert found.person == seated["DANA"]
    assert (found.role, found.duties, found.sector) == (
        Role.MEMBER,
        Duties.LAW_ENFORCEMENT,
        "law_enforcement",
    )


def test_a_seat_counts_in_its_own_workspace_only(tools, workspace, seated):
    with tools.read() as session:
        elsewhere = people.member(session, workspace=workspace + 1, slack_user="U0ANA")

    assert elsewhere.seat is Role.VISITOR
    assert not elsewhere.opened


def test_random_id_is_made_once_and_is_not_the_slack_user(tools, workspace):
    with tools.begin() as session:
        first = people.ensure(session, workspace=workspace, slack_user="U1", now=NOW).id
    with tools.begin() as session:
        again = people.ensure(session, workspace=workspace, slack_user="U1", now=NOW).id

    assert first == again
    assert "U1" not in first
    assert len(first) == 16


def test_who_is_suspended_or_gone_holds_no_role(tools, workspace, seated):
    with tools.begin() as session:
        session.get_one(Person, (workspace, seated["SAMUEL"])).suspended_at = NOW

    with tools.read() as session:
        assert people.holding(session, workspace=workspace, role=Role.SUPERVISOR) == []
        assert people.member(session, workspace=workspace, slack_user="U0SAMUEL").suspended
