import pytest

from knowledge.errors import UsageError
from storage import workspaces
from tests.conftest import NOW


def test_first_slack_team_takes_what_the_shell_imported(tools, workspace):
    with tools.begin() as session:
        bound = workspaces.bind(session, team="T1", name="Northfield", now=NOW)

    assert bound.id == workspace


def test_a_second_team_gets_a_workspace_of_its_own(tools, workspace):
    with tools.begin() as session:
        first = workspaces.bind(session, team="T1", name="Northfield", now=NOW)
        second = workspaces.bind(session, team="T2", name="Southfield", now=NOW)

    assert second.id != first.id


def test_with_several_workspaces_the_shell_must_name_one(tools, workspace):
    with tools.begin() as session:
        workspaces.bind(session, team="T1", name="Northfield", now=NOW)
        second = workspaces.bind(session, team="T2", name="Southfield", now=NOW)
        assert workspaces.only(session, now=NOW, name="T2").id == second.id

        with pytest.raises(UsageError, match=r"T1 Northfield, T2 Southfield"):
            workspaces.only(session, now=NOW)
