import pytest

from knowledge.access import Duties, Member, Role
from storage import people, reviews
from storage.tables import ActionRow, Person
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


def test_circle_says_whose_word_counts(tools, workspace, seated):
    with tools.read() as session:
        circle = people.circle(session, workspace=workspace)

    assert circle.coordinators() == (seated["ANA"],)
    assert circle.supervisors() == (seated["SAMUEL"],)
    assert circle.find(seated["MARCUS"]).outreach
    assert not circle.find(seated["DANA"]).heard
    assert not circle.find("nobody").heard


def test_who_is_suspended_gone_or_not_pledged_has_no_word(tools, workspace, seated):
    with tools.begin() as session:
        session.get_one(Person, (workspace, seated["PRIYA"])).suspended_at = NOW
        session.get_one(Person, (workspace, seated["LEE"])).left_at = NOW
        session.get_one(Person, (workspace, seated["ROSA"])).pledged_at = None

    with tools.read() as session:
        circle = people.circle(session, workspace=workspace)
    for name in ("PRIYA", "LEE", "ROSA"):
        assert not circle.find(seated[name]).heard


def test_roster_goes_by_sector_and_organisation_and_ends_with_who_waits(tools, workspace, seated):
    with tools.begin() as session:
        people.ensure(session, workspace=workspace, slack_user="U0JUSTLOOKED", now=NOW)
        waits = people.ensure(session, workspace=workspace, slack_user="U0WAITS", now=NOW)
        waits.pledged_at = NOW

    with tools.read() as session:
        listed = people.roster(session, workspace=workspace)
    assert [one.slack_user for one in listed][-1] == "U0WAITS"
    assert "U0JUSTLOOKED" not in {one.slack_user for one in listed}
    keys = [(one.sector, one.partner) for one in listed[:-1]]
    assert keys == sorted(keys)
    assert not listed[-1].above_visitor


def test_suspending_is_new_once(tools, workspace, seated):
    with tools.begin() as session:
        args = {"workspace": workspace, "person": seated["LEE"]}
        assert people.suspend(session, **args, at=NOW)
        assert not people.suspend(session, **args, at=NOW)
        assert people.suspend(session, **args, at=None)
        assert not people.suspend(session, workspace=workspace, person="gone", at=NOW)


def test_organisation_is_found_however_its_name_is_written(tools, workspace, seated):
    with tools.read() as session:
        args = {"workspace": workspace}
        assert people.organisation_named(session, **args, name=" mercy  HOSPITAL ")
        assert people.organisation_named(session, **args, name="Mercy") is None
        assert people.organisation_named(session, workspace=99, name="Mercy Hospital") is None


def test_open_things_are_counted_by_who_holds_them(tools, workspace, seated):
    with tools.begin() as session:
        session.add(ActionRow(workspace_id=workspace, text="a", owner=seated["LEE"],
                              created_by=seated["LEE"], created_at=NOW))  # fmt: skip
        session.add(ActionRow(workspace_id=workspace, text="b", owner=seated["LEE"],
                              created_by=seated["LEE"], created_at=NOW, closed_at=NOW))  # fmt: skip
    with tools.read() as session:
        assert people.holds(session, workspace=workspace, person=seated["LEE"]) == {"actions": 1}
        assert people.holds(session, workspace=workspace, person=seated["ANA"]) == {}


def test_answer_that_nobody_confirmed_is_found(tools, workspace, seated):
    with tools.begin() as session:
        lee = session.get_one(Person, (workspace, seated["LEE"]))
        lee.duties, lee.duties_said = "unanswered", "none"

    with tools.read() as session:
        assert people.unconfirmed(session, workspace=workspace) == [(seated["LEE"], Duties.NONE)]


def test_review_remembers_whom_somebody_looked_at_until_it_ends(tools, workspace, seated):
    args = {"workspace": workspace, "by": seated["ANA"], "now": NOW}
    with tools.begin() as session:
        reviews.look_at(session, person=seated["LEE"], **args)
        reviews.look_at(session, person=seated["LEE"], **args)
        assert reviews.read(session, workspace=workspace).seen == (seated["LEE"],)
        reviews.end(session, today=NOW.date(), **args)
    with tools.read() as session:
        assert reviews.read(session, workspace=workspace) == reviews.Review((), NOW.date())
