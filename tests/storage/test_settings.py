from datetime import timedelta

import pytest
from sqlalchemy import text

from knowledge.access import Duties, Role
from knowledge.errors import RefusedError
from knowledge.setup.owners import Owner
from knowledge.setup.questions import Question
from storage import audit, founding, partners, people, settings, workspaces
from storage.tables import Person
from tests.coalitions import open_coalition
from tests.conftest import NOW

ME = "0123456789abcdef"


@pytest.fixture
def keep(tools, workspace):
    def write(name, value, **more):
        with tools.begin() as session:
            settings.write(
                session, workspace=workspace, name=name, value=value, by=ME, now=NOW, **more
            )

    return write


def answers(tools, workspace):
    with tools.read() as session:
        return settings.answers(session, workspace=workspace)


def test_answer_is_kept_with_the_day_it_was_checked_and_replaced(tools, workspace, keep):
    keep(Question.POLICE, "Community affairs", checked_on=NOW.date())
    keep(Question.POLICE, "Sergeant on duty", checked_on=NOW.date())

    found = answers(tools, workspace)[Question.POLICE]

    assert (found.value, found.checked_on) == ("Sergeant on duty", NOW.date())


def test_answers_lie_sealed(tools, workspace, keep):
    keep(Question.POLICE, "Community affairs")

    with tools.read() as session:
        raw = session.execute(text("SELECT value FROM local_settings")).scalar_one()
    assert "Community" not in str(raw)


def test_somebody_named_is_not_yet_a_coordinator(tools, workspace):
    with tools.begin() as session:
        founding.name_coordinator(session, workspace=workspace, slack_user="U2", by="U1", now=NOW)

    assert Question.COORDINATOR not in answers(tools, workspace)
    with tools.read() as session:
        assert founding.named_coordinator(session, workspace=workspace).slack_user == "U2"


def test_data_people_and_channels_answer_their_questions(tools, workspace):
    seated = open_coalition(tools, workspace)
    with tools.begin() as session:
        workspaces.settle_timezone(session, workspace=workspace, timezone="America/Chicago")
        session.get_one(Person, (workspace, seated["LEE"])).role = Role.COORDINATOR.value
        settings.use_channels(
            session, workspace=workspace, chosen={"general": ["C1"]}, owner=seated["ANA"]
        )

    found = answers(tools, workspace)

    assert found[Question.ZONE].value == "America/Chicago"
    assert found[Question.CHANNELS].value["general"] == ["C1"]
    assert {Question.COORDINATOR, Question.DEPUTY} <= set(found)


def test_channel_has_one_purpose_and_those_not_chosen_again_go(tools, workspace):
    with tools.begin() as session:
        settings.use_channels(
            session, workspace=workspace, owner=ME,
            chosen={"general": ["C1", "C2"], "digest": ["C1"]},
        )  # fmt: skip
        settings.use_channels(
            session, workspace=workspace, owner=ME, chosen={"general": ["C1"], "outreach": ["C3"]}
        )

    with tools.read() as session:
        used = settings.channels(session, workspace=workspace)
        outreach = settings.channels(session, workspace=workspace, purpose="outreach")
    assert [(one.channel, one.purpose) for one in used] == [("C1", "general"), ("C3", "outreach")]
    assert [one.owner for one in outreach] == [ME]


@pytest.mark.parametrize("owner", [None, *Owner])
def test_outreach_is_logged_only_where_the_owner_is_known_and_no_public_body(
    tools, workspace, keep, owner
):
    if owner is not None:
        keep(Question.OWNER, owner.value)

    with tools.read() as session:
        allowed = settings.outreach_allowed(session, workspace=workspace)
    assert allowed == (owner in (Owner.NONPROFIT, Owner.OTHER))


def test_what_is_put_off_is_remembered_once(tools, workspace):
    for question in (Question.AREA, Question.NAME, Question.AREA):
        with tools.begin() as session:
            settings.put_off(session, workspace=workspace, question=question, by=ME, now=NOW)

    with tools.read() as session:
        assert settings.later(session, workspace=workspace) == [Question.AREA, Question.NAME]


def test_settings_of_one_workspace_are_not_anothers(tools, workspace, keep):
    keep(Question.NAME, "Riverside Together")
    with tools.begin() as session:
        other = workspaces.bind(session, team="T2", name="Northbank", now=NOW)
        again = workspaces.bind(session, team="T3", name="Southbank", now=NOW)
    with tools.read() as session:
        assert settings.coalition_name(session, workspace=again.id) == "Southbank"
        assert settings.read(session, workspace=again.id, name=Question.NAME) is None
        assert settings.gaps(session, workspace=again.id, today=NOW.date())
    assert other.id == workspace


def test_coalition_opens_once_and_the_act_is_on_record(tools, workspace):
    with tools.begin() as session:
        person = people.ensure(session, workspace=workspace, slack_user="U1", now=NOW)
        partner = partners.add_organisation(
            session, workspace=workspace, name="Riverside", sector="civic_volunteer", now=NOW
        )
        founding.begin(
            session, workspace=workspace, person=person, partner=partner, duties=Duties.NONE,
            now=NOW,
        )  # fmt: skip
    with pytest.raises(RefusedError), tools.begin() as session:
        founding.begin(
            session, workspace=workspace,
            person=people.ensure(session, workspace=workspace, slack_user="U2", now=NOW),
            partner=partner, duties=Duties.NONE, now=NOW + timedelta(days=1),
        )  # fmt: skip

    with tools.read() as session:
        assert people.member(session, workspace=workspace, slack_user="U1").seat is Role.COORDINATOR
        assert people.member(session, workspace=workspace, slack_user="U2").seat is Role.VISITOR
        acts = [one.act for one in audit.entries(session, workspace=workspace)]
    assert acts == ["coalition.opened"]
