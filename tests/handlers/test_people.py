"""The roster, roles, suspension, training, the review, and who leaves."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from slack_sdk import WebClient

from handlers.people import job, naming, service
from handlers.people.catching_up import catch_up
from handlers.people.standing import suspend
from knowledge.access import Duties, Member, Role
from knowledge.errors import RefusedError
from knowledge.setup.questions import Question
from sandbox.delivery import events
from storage import audit, changes, people, settings
from storage.tables import ActionRow, PartnerRow, Person
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.rules import check_dialog, check_message


@pytest.fixture
def tools(city, slack):
    return city


@pytest.fixture
def deliver(slack, tools):
    def post(at=NOW):
        while post_promised(slack, tools, at=at):
            pass

    return post


@pytest.fixture
def coalition(slack):
    return slack.channel("coalition")


@pytest.fixture
def samuel(slack):
    return slack.person("Samuel")


@pytest.fixture
def marcus(slack):
    return slack.person("Marcus")


@pytest.fixture
def priya(slack):
    return slack.person("Priya")


@pytest.fixture
def set_row(tools):
    def change(handle, **fields):
        with tools.begin() as session:
            row = people.by_slack_user(session, workspace=1, slack_user=f"U0{handle}")
            for name, value in fields.items():
                setattr(row, name, value)
            return row.id

    return change


@pytest.fixture
def row(set_row):
    def find(handle):
        return set_row(handle)

    return find


@pytest.fixture
def standing(tools):
    def find(handle):
        with tools.read() as session:
            return people.by_slack_user(session, workspace=1, slack_user=f"U0{handle}")

    return find


@pytest.fixture
def lines(tools):
    def read(act):
        with tools.read() as session:
            return [one for one in audit.entries(session, workspace=1) if one.act == act]

    return read


def press(actor, room, label, person, command="/coalition people"):
    """Press a button beside one person of the roster, which many people have."""
    actor.types(command, in_=room)
    while True:
        newest = max(actor._messages(actor.direct), key=lambda one: one.ts)
        for block in newest.blocks:
            for element in block.get("elements", []):
                if element.get("value") == person and element["text"]["text"] == label:
                    element["text"] = {**element["text"], "text": f"{label} {person}"}
                    return actor.clicks(f"{label} {person}", in_=actor.direct)
        actor.clicks(next(_more(newest)), in_=actor.direct)


def _more(message):
    for block in message.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "people.page:on":
                yield element["text"]["text"]


def change(actor, room, person, **fields):
    press(actor, room, "Change…", person)
    check_dialog(actor.dialog.body)
    for field, choice in fields.items():
        actor.chooses(choice, of=f"people_{field}")
    return actor.submits()


def test_roster_shows_a_member_who_is_here_and_no_buttons(lee, coalition):
    seen = lee.types("/coalition people", in_=coalition)

    assert "8 people have a seat" in seen
    assert "@dana · Member" in seen
    assert "no training yet" in seen
    assert "[Suspend]" not in seen
    assert seen.count("[Change…]") <= 1


def test_roster_turns_pages_and_each_fits_slack(ana, coalition, tools):
    with tools.begin() as session:
        partner = people.organisation_named(session, workspace=1, name="Mercy Hospital")
        for number in range(30):
            made = people.ensure(session, workspace=1, slack_user=f"U0{number}", now=NOW)
            made.partner_id, made.pledged_at, made.role = partner, NOW, "member"
    ana.types("/coalition people", in_=coalition)
    ana.clicks("30 more", in_=ana.direct)
    seen = ana.clicks("22 more", in_=ana.direct)

    assert "[Back]" in seen
    assert "[14 more]" in seen
    for message in ana._messages(coalition):
        check_message(message.text or "…", message.blocks or [{"type": "divider"}][:0])


def test_visitor_is_refused_the_roster_and_told_how_to_join(slack, coalition):
    seen = slack.person("Walter").types("/coalition people", in_=coalition)

    assert "/coalition join" in seen


def test_empty_roster_teaches(start, city):
    slack = start(city)
    with city.begin() as session:
        for one in people.roster(session, workspace=1):
            if one.role is not Role.COORDINATOR:
                session.delete(session.get_one(Person, (1, one.person)))

    seen = slack.person("Ana").types("/coalition people", in_=slack.channel("coalition"))

    assert "Nobody else is here yet" in seen
    assert "1 person has a seat" in seen


def test_names_that_turn_direction_or_carry_markup_change_nothing_around_them(
    lee, coalition, tools
):
    with tools.begin() as session:
        partner = session.get_one(
            PartnerRow, people.organisation_named(session, workspace=1, name="Mercy Hospital")
        )
        partner.name = "*Hope* \u202e<!here> الأمل"
        partner.version += 1

    lee.types("/coalition people", in_=coalition)

    said = str([one.blocks for one in lee._messages(coalition)])
    assert "\u202e" not in said
    assert "<!here>" not in said
    assert "*Hope*" not in said
    shown = naming.shown("الأمل\u202e x")
    assert shown == "\u2068الأمل x\u2069"


def test_supervisor_suspends_in_one_tap_and_undoes_it(
    samuel, coalition, deliver, row, standing, lines, slack
):
    dana = row("DANA")
    seen = press(samuel, coalition, "Suspend", dana)

    assert "is suspended from now on" in seen
    assert standing("DANA").suspended_at == NOW
    deliver()
    police = slack.person("Dana")
    assert "has suspended your access" in police.direct.text
    assert "Your access is suspended" in police.types("/hotspots", in_=coalition)
    samuel.clicks("Undo", in_=samuel.direct)
    assert standing("DANA").suspended_at is None
    assert [one.subject for one in lines("person.suspended") + lines("person.lifted")] == [
        dana, dana,
    ]  # fmt: skip


def test_coordinator_suspends_a_member_but_no_supervisor(ana, coalition, row, standing, tools):
    press(ana, coalition, "Suspend", row("LEE"))
    assert standing("LEE").suspended_at == NOW

    member = Member(1, "U0ANA", person=row("ANA"))
    with pytest.raises(RefusedError, match="Only another outreach supervisor"):
        suspend(tools, member, row("SAMUEL"), stop=True)


def test_coordinator_cannot_give_an_outreach_role_nor_law_enforcement_get_one(
    ana, coalition, row, samuel
):
    press(ana, coalition, "Change…", row("LEE"))
    shown = str(ana.dialog.body)
    ana.closes()
    assert "Outreach worker" not in shown
    assert "Coordinator" in shown

    press(samuel, coalition, "Change…", row("DANA"))
    assert "Outreach worker" not in str(samuel.dialog.body)


def test_worker_is_named_by_a_supervisor_and_confirmed_by_the_coordinator(
    samuel, ana, lee, coalition, deliver, row, standing, lines
):
    change(samuel, coalition, row("LEE"), role="Outreach worker")
    deliver()
    assert "It waits for a coordinator or outreach supervisor" in samuel.direct.text
    assert standing("LEE").role == Role.MEMBER
    assert "now Member, becomes Outreach worker" in ana.direct.text

    ana.clicks("Confirm", in_=ana.direct)
    deliver()

    assert standing("LEE").role == Role.WORKER
    assert "This is confirmed" in lee.direct.text
    assert "This is confirmed" in samuel.direct.text
    done = lines("role.done")
    assert [(one.actor, one.subject) for one in done] == [(row("ANA"), row("LEE"))]


def test_role_that_waits_ends_where_law_enforcement_duties_were_answered_meanwhile(
    samuel, ana, coalition, deliver, row, set_row, standing
):
    change(samuel, coalition, row("LEE"), role="Outreach worker")
    deliver()
    set_row("LEE", duties="law_enforcement")

    seen = ana.clicks("Confirm", in_=ana.direct)

    assert "law-enforcement duties since" in seen
    assert standing("LEE").role == Role.MEMBER


def test_proposer_cannot_confirm_their_own_change(samuel, coalition, deliver, row, tools):
    change(samuel, coalition, row("LEE"), role="Outreach worker")

    samuel.types("/coalition people", in_=coalition)
    samuel.does_not_see("[Confirm]", in_=samuel.direct)
    with tools.read() as session:
        (waiting,) = changes.waiting(session, workspace=1)
    with pytest.raises(RefusedError, match="others confirm it"):
        service.confirm(tools, Member(1, "U0SAMUEL", person=row("SAMUEL")), [waiting.id])


def test_first_supervisor_is_named_by_the_outreach_partner(
    marcus, ana, coalition, deliver, set_row, row, standing
):
    set_row("SAMUEL", role="member")
    change(marcus, coalition, row("SAMUEL"), role="Outreach supervisor")
    deliver()

    ana.clicks("Confirm", in_=ana.direct)

    assert standing("SAMUEL").role == Role.SUPERVISOR


def test_deputy_is_named_by_the_coordinator_and_confirmed_by_one_more(
    ana, samuel, coalition, deliver, row, standing
):
    change(ana, coalition, row("PRIYA"), role="Coordinator")
    deliver()
    assert standing("PRIYA").role == Role.MEMBER

    samuel.clicks("Confirm", in_=samuel.direct)

    assert standing("PRIYA").role == Role.COORDINATOR


def test_coordinator_becomes_a_visitor_of_nobody_alone(ana, lee, coalition, row, standing):
    change(ana, coalition, row("LEE"), role="Visitor: takes the seat away")

    assert (standing("LEE").role, standing("LEE").partner_id) == (Role.VISITOR, None)
    assert "You are a visitor" in lee.types("/coalition people", in_=coalition)


def test_duties_put_right_by_a_coordinator_wait_for_outreach(
    ana, samuel, coalition, deliver, set_row, standing
):
    dana = set_row("DANA")
    change(ana, coalition, dana, duties="No law-enforcement duties")
    deliver()
    assert standing("DANA").duties == Duties.LAW_ENFORCEMENT

    samuel.clicks("Confirm", in_=samuel.direct)

    assert standing("DANA").duties == Duties.NONE


def test_duties_of_law_enforcement_count_at_once_and_end_outreach(ana, coalition, row, standing):
    change(ana, coalition, row("MARCUS"), duties="Law-enforcement duties")

    assert standing("MARCUS").duties == Duties.LAW_ENFORCEMENT
    assert standing("MARCUS").role == Role.MEMBER


def test_empty_chair_is_taken_over_with_the_word_of_another_organisation(
    priya, lee, coalition, deliver, set_row, standing
):
    set_row("ANA", left_at=NOW)
    priya.types("/coalition people", in_=coalition)
    priya.clicks("Take over as coordinator", in_=priya.direct)
    priya.confirms()
    deliver()
    assert standing("PRIYA").role == Role.MEMBER

    lee.clicks("Confirm", in_=lee.direct)

    assert standing("PRIYA").role == Role.COORDINATOR


def test_law_enforcement_cannot_take_over_and_is_told_why(slack, coalition, set_row):
    dana = slack.person("Dana")
    set_row("ANA", suspended_at=NOW)
    dana.types("/coalition people", in_=coalition)
    dana.clicks("Take over as coordinator", in_=dana.direct)

    assert "without law-enforcement duties" in dana.confirms()


def test_chair_that_is_held_is_not_offered(priya, coalition):
    assert "Take over" not in priya.types("/coalition people", in_=coalition)


def test_training_is_kept_by_each_for_themselves_and_said_when_it_ends(
    lee, coalition, deliver, row, standing, tools
):
    press(lee, coalition, "Change…", row("LEE"))
    lee.fills("Trauma-informed training, day", "2025-12-01")
    lee.submits()

    assert standing("LEE").trained_on == date(2025, 12, 1)
    assert "trained until 1 Dec 2026" in lee.types("/coalition people", in_=coalition)
    job.look_after(tools, 1)
    job.look_after(tools, 1)
    deliver()
    assert lee.direct.text.count("holds until 1 Dec 2026") == 1


def test_training_that_is_still_to_come_is_refused(lee, coalition, row, standing):
    press(lee, coalition, "Change…", row("LEE"))
    lee.fills("Trauma-informed training, day", "2026-11-23")

    assert "still to come" in lee.submits()
    assert standing("LEE").trained_on is None


def test_change_that_nobody_confirmed_ends_after_two_weeks_and_both_are_told(
    samuel, lee, coalition, deliver, row, tools
):
    change(samuel, coalition, row("LEE"), role="Outreach worker")
    later = NOW + timedelta(days=14)
    job.look_after(replace(tools, now=lambda: later), 1)
    deliver(later)

    assert "Nobody confirmed this within 14 days" in lee.direct.text
    assert "Nobody confirmed this within 14 days" in samuel.direct.text


def test_answer_of_the_setup_is_brought_to_those_who_confirm_it(
    samuel, priya, coalition, deliver, set_row, standing, tools
):
    set_row("ANA", duties="unanswered", duties_said="none")
    job.look_after(tools, 1)
    job.look_after(tools, 1)
    deliver()

    assert samuel.direct.text.count("@ana says: no law-enforcement duties") == 1
    samuel.clicks("Confirm", in_=samuel.direct)
    priya.types("/coalition people", in_=coalition)
    priya.clicks("Confirm", in_=priya.direct)
    assert standing("ANA").duties == Duties.NONE


def test_review_walks_through_everybody_and_ends(
    ana, coalition, lines, row, standing, tools, deliver
):
    seen = ana.types("/coalition review", in_=coalition)
    assert "Access review, 1 of 7" in seen
    ana.clicks("Remove", in_=ana.direct)
    ana.confirms()
    for _each in range(6):
        seen = ana.clicks("Still right", in_=ana.direct)

    assert "Everybody has been looked at" in seen
    assert len(lines("review.kept")) == 6
    assert len(lines("review.changed")) == 1
    job.look_after(replace(tools, now=lambda: NOW + timedelta(days=364)), 1)
    deliver(NOW + timedelta(days=364))
    assert "A year has passed" not in ana.direct.text
    job.look_after(replace(tools, now=lambda: NOW + timedelta(days=366)), 1)
    deliver(NOW + timedelta(days=366))
    assert "A year has passed" in ana.direct.text


def test_review_is_for_coordinators(lee, coalition):
    assert "This is for coordinators" in lee.types("/coalition review", in_=coalition)


def test_reading_somebodys_duties_is_on_the_audit_and_ones_own_form_is_not(
    ana, lee, coalition, row, lines
):
    press(ana, coalition, "Change…", row("LEE"))
    press(lee, coalition, "Change…", row("LEE"))

    [read] = lines("duties.read")
    assert (read.actor, read.subject) == (row("ANA"), row("LEE"))


def goes(slack, user, *, deleted):
    events.tell(slack.hub, {"type": "user_change", "user": {"id": user, "deleted": deleted}})


def test_who_leaves_slack_loses_access_and_the_coordinator_hears_what_they_hold(
    slack, ana, standing, lines, tools, deliver, row
):
    with tools.begin() as session:
        mine = row_in(session)
        session.add(ActionRow(workspace_id=1, text="x", owner=mine, created_by=mine,
                              created_at=NOW))  # fmt: skip
    goes(slack, "U0LEE", deleted=True)
    goes(slack, "U0LEE", deleted=True)
    deliver()

    assert standing("LEE").left_at == NOW
    assert len(lines("person.left")) == 1
    assert ana.direct.text.count("@lee has left Slack") == 1
    assert "Open in their name: 1 action item." in ana.direct.text


def row_in(session):
    return people.by_slack_user(session, workspace=1, slack_user="U0LEE").id


def test_who_left_or_came_back_while_nobody_listened_is_noticed_at_the_start(
    slack, tools, standing, lines
):
    client = WebClient(token=slack.bot_token, base_url=slack.base_url)
    goes(slack, "U0PRIYA", deleted=True)
    slack.hub.state.people["U0LEE"].is_closed = True

    assert catch_up(client, tools, workspace=1) == 2
    assert catch_up(client, tools, workspace=1) == 0

    assert standing("LEE").left_at == NOW
    assert standing("PRIYA").left_at is None
    assert (len(lines("person.left")), len(lines("person.returned"))) == (2, 1)


def test_who_comes_back_has_no_seat_until_it_is_confirmed_again(slack, standing):
    goes(slack, "U0LEE", deleted=True)
    goes(slack, "U0LEE", deleted=False)

    assert standing("LEE").left_at is None
    assert (standing("LEE").role, standing("LEE").partner_id) == (Role.VISITOR, None)


def test_profile_that_changes_otherwise_changes_nothing(slack, standing, lines):
    goes(slack, "U0LEE", deleted=False)
    goes(slack, "U0NOBODY", deleted=True)

    assert standing("LEE").partner_id is not None
    assert lines("person.left") == lines("person.returned") == []


def test_deputy_whom_the_setup_named_is_proposed_once(priya, lee, deliver, row, tools, standing):
    with tools.begin() as session:
        settings.write(session, workspace=1, name=Question.DEPUTY, value=row("PRIYA"),
                       by=row("ANA"), now=NOW)  # fmt: skip
    job.look_after(tools, 1)
    job.look_after(tools, 1)
    with tools.read() as session:
        (waiting,) = changes.waiting(session, workspace=1)
    service.decline(tools, Member(1, "U0LEE", person=row("LEE")), [waiting.id])
    job.look_after(tools, 1)
    deliver()

    assert priya.direct.text.count("becomes Coordinator") == 1
    assert "This was declined" in priya.direct.text
    assert standing("PRIYA").role == Role.MEMBER


def test_what_others_answered_about_duties_is_for_those_who_confirm_it(
    slack, lee, ana, coalition, set_row, tools
):
    set_row("GRACE", duties="unanswered", duties_said="none")
    job.look_after(tools, 1)

    assert "@grace says" not in lee.types("/coalition people", in_=coalition)
    assert "@grace says" in ana.types("/coalition people", in_=coalition)


def test_roster_as_text_is_short_and_names_nobody(lee, coalition, tools, set_row):
    set_row("PRIYA", suspended_at=NOW)
    lee.types("/coalition people", in_=coalition)
    seen = lee.clicks("Send as text", in_=lee.direct)

    assert "At our table on 22 Nov 2026: 7 people" in seen
    assert "Safe Streets Riverside (Service groups): 2" in seen
    assert "Mercy" not in seen
    text = max(lee._messages(lee.direct), key=lambda one: one.ts).blocks[1]["text"]["text"]
    assert len(text) < 600
    assert "U0" not in text
    assert "Outreach" not in text


def test_roster_is_printed_with_a_code_and_names_nobody(lee, coalition, slack):
    lee.types("/coalition people", in_=coalition)
    lee.clicks("Print", in_=lee.direct)

    (file,) = slack.hub.state.files.values()
    said = " ".join(
        page.extract_text()
        for page in PdfReader(BytesIO(slack.hub.state.journal.bytes_of(file.id))).pages
    )
    assert "Safe Streets Riverside (Service groups): 2" in said
    assert "point its camera here" in said
    assert "Samuel" not in said


def test_who_left_is_shown_as_gone_and_can_be_neither_asked_nor_suspended(
    ana, coalition, set_row, tools
):
    lee = set_row("LEE", left_at=NOW)
    seen = ana.types("/coalition people", in_=coalition)
    shown = str([one.blocks for one in ana._messages(coalition)])

    assert "7 people have a seat" in seen
    assert f"people.suspend:{lee}" not in shown
    with tools.read() as session:
        assert not people.circle(session, workspace=1).find(lee).heard
