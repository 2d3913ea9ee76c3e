"""Changes of access through the service, on both databases: one effect, whoever presses."""

import threading

import pytest

from handlers.people import changing, joining, message, service, standing
from handlers.people.job import look_after
from handlers.people.joining import Joining
from handlers.setup import founding
from knowledge.access import Duties, Member, Role
from knowledge.errors import RefusedError
from knowledge.people.change import Kind, Need, State
from storage import audit, changes, partners, people
from storage.tables import PartnerRow, Person
from tests.coalitions import open_coalition
from tests.conftest import NOW


@pytest.fixture
def seated(tools, workspace):
    return open_coalition(tools, workspace)


@pytest.fixture
def member(workspace, seated):
    def make(handle):
        return Member(workspace, f"U0{handle}", person=seated.get(handle, ""))

    return make


def organisation(tools, workspace, name):
    with tools.read() as session:
        return people.organisation_named(session, workspace=workspace, name=name)


def join(tools, member, name, duties=Duties.NONE, **more):
    partner = organisation(tools, member.workspace, name)
    return joining.join(tools, member, Joining(partner, duties, "en", **more))


def row(tools, workspace, handle):
    with tools.read() as session:
        return people.by_slack_user(session, workspace=workspace, slack_user=f"U0{handle}")


def acts(tools, workspace):
    with tools.read() as session:
        return [one.act for one in audit.entries(session, workspace=workspace)]


def waiting(tools, workspace, kind):
    with tools.read() as session:
        found = changes.waiting(session, workspace=workspace)
    return next(one for one in found if one.kind is kind)


def test_two_coordinators_who_confirm_at_the_same_moment_have_one_effect(
    tools, workspace, seated, member
):
    with tools.begin() as session:
        session.get_one(Person, (workspace, seated["PRIYA"])).role = "coordinator"
    join(tools, member("WALTER"), "Riverside Schools", Duties.LAW_ENFORCEMENT)
    seat = waiting(tools, workspace, Kind.SEAT)
    gate, said = threading.Barrier(2), []

    def press(handle):
        gate.wait()
        try:
            (outcome,) = service.confirm(tools, member(handle), [seat.id])
            said.append(outcome.state)
        except RefusedError as error:
            said.append(str(error))

    pressing = [threading.Thread(target=press, args=(one,)) for one in ("ANA", "PRIYA")]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()

    assert sorted(said, key=str) == ["Somebody confirmed this already. It is done.", State.DONE]
    assert acts(tools, workspace).count("seat.done") == 1
    with tools.read() as session:
        assert audit.broken_at(session, workspace=workspace) is None


def test_seat_and_duties_of_one_person_confirmed_at_the_same_moment_both_count(
    tools, workspace, seated, member
):
    join(tools, member("WALTER"), "Mercy Hospital")
    seat, duties = waiting(tools, workspace, Kind.SEAT), waiting(tools, workspace, Kind.DUTIES)
    gate = threading.Barrier(2)

    def press(handle, ids):
        gate.wait()
        service.confirm(tools, member(handle), ids)

    pressing = [
        threading.Thread(target=press, args=("ANA", [seat.id, duties.id])),
        threading.Thread(target=press, args=("SAMUEL", [duties.id])),
    ]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()

    walter = row(tools, workspace, "WALTER")
    assert (walter.role, walter.duties) == (Role.MEMBER, Duties.NONE)
    with tools.read() as session:
        assert audit.broken_at(session, workspace=workspace) is None


def test_confirming_in_another_workspace_finds_nothing(tools, workspace, seated, member):
    join(tools, member("WALTER"), "Mercy Hospital")
    seat = waiting(tools, workspace, Kind.SEAT)
    stranger = Member(workspace + 1, "U0ANA", person=seated["ANA"])

    with pytest.raises(RefusedError, match="no longer asked"):
        service.confirm(tools, stranger, [seat.id])


def test_asking_again_for_the_same_seat_asks_nobody_twice(tools, workspace, seated, member):
    first = join(tools, member("WALTER"), "Mercy Hospital")
    again = join(tools, member("WALTER"), "Mercy Hospital")

    assert [one.change.id for one in first] == [one.change.id for one in again]


def test_answer_that_is_taken_back_leaves_nothing_waiting(tools, workspace, seated, member):
    join(tools, member("LEE"), "Riverside Schools", Duties.PUBLIC)
    assert waiting(tools, workspace, Kind.DUTIES).after == {"duties": "public"}

    assert join(tools, member("LEE"), "Riverside Schools", Duties.NONE) == []


def test_outreach_role_stays_behind_when_somebody_moves_to_another_organisation(
    tools, workspace, seated, member
):
    join(tools, member("MARCUS"), "Mercy Hospital")
    seat = waiting(tools, workspace, Kind.SEAT)
    assert row(tools, workspace, "MARCUS").partner_id != seat.after["partner"]
    service.confirm(tools, member("ANA"), [seat.id])

    marcus = row(tools, workspace, "MARCUS")
    assert (marcus.partner_id, marcus.role) == (seat.after["partner"], Role.MEMBER)


def test_coordinator_who_answers_yes_to_duties_stops_coordinating_at_once(
    tools, workspace, seated, member
):
    join(tools, member("ANA"), "Riverside Together", Duties.LAW_ENFORCEMENT)

    assert row(tools, workspace, "ANA").role == Role.MEMBER
    assert "duties.done" in acts(tools, workspace)


def test_organisation_archived_meanwhile_ends_the_seat_that_waits(tools, workspace, seated, member):
    join(tools, member("WALTER"), "Mercy Hospital")
    seat = waiting(tools, workspace, Kind.SEAT)
    with tools.begin() as session:
        partners.archive(
            session, workspace=workspace, partner=seat.after["partner"], by="x", now=NOW
        )

    (outcome,) = service.confirm(tools, member("ANA"), [seat.id])

    assert outcome.state is State.DECLINED
    assert "not in the list any more" in outcome.why
    assert row(tools, workspace, "WALTER").partner_id is None


def test_sector_of_a_partner_changes_with_a_second_word(tools, workspace, seated, member):
    partner = organisation(tools, workspace, "Riverside Schools")
    change = service.propose_sector(
        tools, member("LEE"), partner=partner, before="school", after="youth"
    )
    with pytest.raises(RefusedError, match="others confirm it"):
        service.confirm(tools, member("LEE"), [change.id])
    with pytest.raises(RefusedError, match="a coordinator"):
        service.confirm(tools, member("PRIYA"), [change.id])
    service.confirm(tools, member("ANA"), [change.id])

    with tools.read() as session:
        found = partners.by_id(session, workspace=workspace, partner=partner)
        sits = people.member(session, workspace=workspace, slack_user="U0LEE")
    assert found.sector == sits.sector == "youth"


def test_sector_that_changed_meanwhile_is_not_changed_again(tools, workspace, seated, member):
    partner = organisation(tools, workspace, "Riverside Schools")
    change = service.propose_sector(
        tools, member("ANA"), partner=partner, before="media", after="youth"
    )

    (outcome,) = service.confirm(tools, member("PRIYA"), [change.id])

    assert "changed meanwhile" in outcome.why


def test_police_confirms_nothing(tools, workspace, seated, member):
    join(tools, member("WALTER"), "Mercy Hospital", guest=True)
    seat = waiting(tools, workspace, Kind.SEAT)

    with pytest.raises(RefusedError, match="your word does not decide"):
        service.confirm(tools, member("DANA"), [seat.id])


def test_suspended_supervisor_has_no_word_and_cannot_lift_their_own(
    tools, workspace, seated, member
):
    standing.suspend(tools, member("SAMUEL"), seated["LEE"], stop=True)
    with tools.begin() as session:
        session.get_one(Person, (workspace, seated["SAMUEL"])).suspended_at = NOW

    for person in (seated["SAMUEL"], seated["LEE"]):
        with pytest.raises(RefusedError):
            standing.suspend(tools, member("SAMUEL"), person, stop=False)


def test_words_of_an_organisation_never_reach_the_audit(tools, workspace, seated, member):
    marked = Joining(None, Duties.NONE, "en", name="MARKED-NAME", sector="youth")
    joining.join(tools, member("WALTER"), marked)

    with tools.read() as session:
        assert "MARKED" not in str(audit.entries(session, workspace=workspace))


def test_word_of_a_supervisor_who_is_suspended_since_opens_nothing(
    tools, workspace, seated, member
):
    with tools.begin() as session:
        session.get_one(Person, (workspace, seated["ROSA"])).role = "supervisor"
    changing.put_right(tools, member("SAMUEL"), seated["PRIYA"], role=Role.WORKER, duties=None)
    asked = waiting(tools, workspace, Kind.ROLE)
    standing.suspend(tools, member("ROSA"), seated["SAMUEL"], stop=True)

    (outcome,) = service.confirm(tools, member("ANA"), [asked.id])

    assert outcome.state is State.WAITING
    assert outcome.told.change.open_needs == (Need.OUTREACH,)
    assert row(tools, workspace, "PRIYA").role == Role.MEMBER
    (outcome,) = service.confirm(tools, member("ROSA"), [asked.id])
    assert outcome.state is State.DONE
    assert row(tools, workspace, "PRIYA").role == Role.WORKER


def empty(tools, workspace, seated, *, but):
    with tools.begin() as session:
        for handle, person in seated.items():
            if handle not in but:
                session.get_one(Person, (workspace, person)).left_at = NOW


def test_where_nobody_is_left_to_take_over_the_setup_opens_again_for_the_installer(
    tools, workspace, seated
):
    empty(tools, workspace, seated, but=("LEE", "DANA"))
    look_after(tools, workspace)
    with tools.read() as session:
        found = people.member(session, workspace=workspace, slack_user="U0WALTER", installer=True)
    assert not found.opened
    assert "coalition.reopened" in acts(tools, workspace)

    founding.name_coordinator(tools, found, slack_user="U0LEE")
    with tools.read() as session:
        lee = people.member(session, workspace=workspace, slack_user="U0LEE")
    founding.take_seat(tools, lee, founding.Seat("Riverside Schools", "school", Duties.NONE, True))
    look_after(tools, workspace)

    with tools.read() as session:
        lee = people.member(session, workspace=workspace, slack_user="U0LEE")
    assert lee.opened
    assert lee.seat is Role.COORDINATOR
    assert lee.duties is Duties.NONE
    assert lee.partner == row(tools, workspace, "LEE").partner_id


@pytest.mark.parametrize("left", [("LEE", "PRIYA"), ("ANA",), ("SAMUEL", "ANA")])
def test_while_somebody_could_still_take_over_or_lift_the_setup_stays_closed(
    tools, workspace, seated, member, left
):
    if "SAMUEL" in left:
        standing.suspend(tools, member("SAMUEL"), seated["ANA"], stop=True)
    empty(tools, workspace, seated, but=left)

    look_after(tools, workspace)

    with tools.read() as session:
        assert people.member(session, workspace=workspace, slack_user="U0LEE").opened


def test_who_is_suspended_takes_no_seat_where_the_setup_opened_again(tools, workspace, seated):
    with tools.begin() as session:
        session.get_one(Person, (workspace, seated["ANA"])).suspended_at = NOW
    empty(tools, workspace, seated, but=("ANA",))
    look_after(tools, workspace)
    with tools.read() as session:
        asks = people.member(session, workspace=workspace, slack_user="U0WALTER", installer=True)
    founding.name_coordinator(tools, asks, slack_user="U0ANA")
    with tools.read() as session:
        ana = people.member(session, workspace=workspace, slack_user="U0ANA")

    with pytest.raises(RefusedError, match="suspended"):
        founding.may_take_seat(tools, ana)


def test_seat_of_an_organisation_that_began_outreach_meanwhile_is_asked_anew(
    tools, workspace, seated, member
):
    join(tools, member("WALTER"), "Riverside Schools")
    seat = waiting(tools, workspace, Kind.SEAT)
    schools = organisation(tools, workspace, "Riverside Schools")
    with tools.begin() as session:
        session.get_one(PartnerRow, schools).outreach = True

    (outcome,) = service.confirm(tools, member("ANA"), [seat.id])

    assert outcome.state is State.DECLINED
    assert row(tools, workspace, "WALTER").partner_id is None
    join(tools, member("WALTER"), "Riverside Schools")
    assert waiting(tools, workspace, Kind.SEAT).after["outreach"]


def test_listed_organisation_that_is_typed_as_a_new_one_is_told_as_it_is(
    tools, workspace, seated, member
):
    said = Joining(None, Duties.NONE, "en", name="safe  streets riverside", sector="school")

    joining.join(tools, member("WALTER"), said)

    seat = waiting(tools, workspace, Kind.SEAT)
    assert seat.after["partner"] == organisation(tools, workspace, "Safe Streets Riverside")
    assert seat.after["outreach"]
    with tools.read() as session:
        users = people.slack_users(session, workspace=workspace)
        told = service.tell(session, workspace, seat, users)
    assert "does street outreach" in message.describe(told)
    assert "is new in the list" not in message.describe(told)
