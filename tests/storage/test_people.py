from knowledge.access import Member, Role
from storage import people


def test_who_has_no_row_is_a_member(tools, workspace):
    with tools.read() as session:
        found = people.member(session, workspace=workspace, slack_user="U1")

    assert found == Member(workspace=workspace, slack_user="U1", role=Role.MEMBER)


def test_installer_becomes_coordinator_however_often_they_are_named(tools, workspace):
    for _again in range(2):
        with tools.begin() as session:
            people.name_installer(session, workspace=workspace, slack_user="U1")

    with tools.read() as session:
        assert people.member(session, workspace=workspace, slack_user="U1").role == Role.COORDINATOR


def test_a_role_counts_in_its_own_workspace_only(tools, workspace):
    with tools.begin() as session:
        people.name_installer(session, workspace=workspace, slack_user="U1")

    with tools.read() as session:
        elsewhere = people.member(session, workspace=workspace + 1, slack_user="U1")
    assert elsewhere.role == Role.MEMBER
