"""`/coalition audit`: the sensitive acts, for whom they are, each look a line of its own."""

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from handlers.audit import shell
from knowledge.audit import Entry, lens
from storage import audit, people, workspaces
from tests.conftest import NOW


@pytest.fixture
def samuel(slack):
    return slack.person("Samuel")


@pytest.fixture
def write(city, ids):
    def add(actor, act, **more):
        with city.begin() as session:
            audit.write(session, workspace=1, at=NOW, actor=ids[actor], act=act, **more)

    return add


def last(city):
    with city.read() as session:
        return audit.entries(session, workspace=1)[-1]


def test_coordinator_reads_who_did_what_newest_first(ana, room, write, ids):
    write("LEE", "partner.archived", about="partner:12")
    write("SAMUEL", "person.suspended", subject=ids["MARCUS"])
    ana.types("/coalition audit", in_=room)

    seen = ana.sees("@lee", in_=ana.direct)
    assert "partner archived · partner 12" in seen
    assert seen.index("person suspended") < seen.index("partner archived")
    assert "about @marcus" in seen
    ana.does_not_see("partner archived", in_=room)


def test_the_look_is_a_line_itself(ana, city, write, ids):
    write("LEE", "partner.archived")
    ana.types("audit", in_=ana.direct)

    assert last(city) == Entry(2, NOW, ids["ANA"], "audit.read", about="lines:1-1")


def test_lines_about_outreach_are_not_the_coordinators_to_read(ana, write, ids):
    write("MARCUS", "follow_up.read", outreach=True)
    write("SAMUEL", "seat.read", subject=ids["ANA"], outreach=True)
    ana.types("audit", in_=ana.direct)

    ana.sees("seat read", in_=ana.direct)
    ana.does_not_see("follow up read", in_=ana.direct)


def test_supervisor_reads_the_lines_about_outreach_and_no_others(samuel, city, write, ids):
    write("MARCUS", "follow_up.read", outreach=True)
    write("LEE", "partner.archived")
    samuel.types("audit outreach", in_=samuel.direct)

    samuel.sees("follow up read", in_=samuel.direct)
    samuel.does_not_see("partner archived", in_=samuel.direct)
    assert last(city) == Entry(
        3, NOW, ids["SAMUEL"], "audit.read", about="lines:1-1", outreach=True
    )


def test_notification_of_the_lines_about_outreach_says_nothing_of_them(samuel, slack, write):
    write("MARCUS", "follow_up.read", outreach=True)
    samuel.types("audit outreach", in_=samuel.direct)

    assert slack.calls("chat.postMessage")[-1]["text"] == "You have 1 thing on your list"


def test_older_lines_come_page_by_page(ana, write, city):
    for number in range(45):
        write("LEE", "partner.archived", about=f"partner:{number}")
    ana.types("audit", in_=ana.direct)
    ana.clicks("Older", in_=ana.direct)

    assert "partner 24" in ana.direct.last_message.blocks[1]["text"]["text"]
    assert last(city).about == "lines:6-25"
    ana.clicks("Older", in_=ana.direct)
    assert last(city).about == "lines:1-5"
    assert not [one for one in ana.direct.last_message.blocks if one["type"] == "actions"]


@pytest.mark.parametrize("name", ["Lee", "Dana", "Marcus", "Samuel", "Walter"])
def test_others_are_refused_the_audit(slack, name, room, write):
    write("LEE", "partner.archived")
    actor = slack.person(name)
    actor.types("audit", in_=actor.direct)

    assert "partner archived" not in actor.direct.text


@pytest.mark.parametrize("name", ["Lee", "Dana", "Marcus", "Ana", "Walter"])
def test_others_are_refused_the_lines_about_outreach(slack, name, write):
    write("MARCUS", "follow_up.read", outreach=True)
    actor = slack.person(name)
    actor.types("audit outreach", in_=actor.direct)

    assert "follow up read" not in actor.direct.text
    assert "Outreach information stays with outreach" in actor.direct.text


def test_who_has_law_enforcement_duties_learns_nothing_of_what_outreach_did(city, slack, ids):
    with city.read() as session:
        dana = people.member(session, workspace=1, slack_user="U0DANA")
        lee = people.member(session, workspace=1, slack_user="U0LEE")
    theirs = Entry(1, NOW, ids["SAMUEL"], "notice.read", subject=dana.person, outreach=True)
    own = Entry(2, NOW, dana.person, "notice.sent", outreach=True)
    of_lee = Entry(3, NOW, ids["SAMUEL"], "seat.read", subject=lee.person, outreach=True)

    assert not lens(dana).shows(theirs)
    assert lens(dana).shows(own)
    assert lens(lee).shows(of_lee)


def test_a_failure_behind_it_is_told_with_a_reference(ana, slack, write):
    write("LEE", "partner.archived")
    slack.faults.fail("chat.postMessage", "internal_error")
    ana.types("/coalition audit", in_=slack.channel("hotspots"))

    ana.sees("Something went wrong on my side")


@pytest.fixture
def verify(city):
    return lambda *flags: CliRunner().invoke(shell.commands(lambda: city), flags)


def test_shell_says_that_the_chain_is_whole(verify, write):
    write("LEE", "partner.archived")
    ended = verify()

    assert ended.exit_code == 0
    assert "The audit is whole. Lines: 1." in ended.output


def test_shell_says_where_it_breaks_with_an_exit_code(verify, city, write):
    for _line in range(3):
        write("LEE", "partner.archived")
    with city.begin() as session:
        session.execute(text("UPDATE audit_lines SET act = 'partner.read' WHERE seq = 2"))
    ended = verify()

    assert ended.exit_code == 1
    assert "broken at line 2" in ended.output
    assert '"broken_at": 2' in verify("--json").output


def test_shell_asks_which_workspace_where_there_are_several(verify, city, slack):
    with city.begin() as session:
        workspaces.bind(session, team="T0OTHER", name="Northbank", now=NOW)
    ended = verify()

    assert "Say which workspace" in str(ended.exception)
    assert verify("--workspace", "Northbank").exit_code == 0


def test_lines_have_no_numbers_that_would_count_what_is_left_out(ana, city, write):
    write("LEE", "partner.archived", about="partner:12")
    ana.types("audit", in_=ana.direct)
    write("ROSA", "pause.begun", about="event:123456")
    ana.types("audit", in_=ana.direct)

    seen = ana.sees("audit read", in_=ana.direct)
    assert "partner 12" in seen
    assert "lines 1" not in seen
    assert "`1`" not in seen
