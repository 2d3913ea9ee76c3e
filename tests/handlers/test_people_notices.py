"""The shooting notice: one way, to outreach, with a receipt and nothing more."""

from datetime import time

import pytest

from handlers.mydata import service as mydata
from handlers.people import noticing
from knowledge.access import Permission
from storage import audit, people
from storage.tables import Delivery, Notice
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.rules import check_dialog


@pytest.fixture
def tools(city, slack):
    return city


@pytest.fixture
def deliver(slack, tools):
    def post():
        while post_promised(slack, tools):
            pass

    return post


@pytest.fixture
def dana(slack):
    return slack.person("Dana")


@pytest.fixture
def coalition(slack):
    return slack.channel("coalition")


def write(actor, room, *, place="Eastgate", day="2026-11-22", time="11:30"):
    actor.types("/coalition notice", in_=room)
    check_dialog(actor.dialog.body)
    actor.chooses(place, of="people_place")
    actor.fills("Which day", day)
    actor.fills("What time, about", time)
    actor.chooses("2", of="people_shot")
    return actor.submits()


def kept(tools, table):
    with tools.read() as session:
        return list(session.query(table))


def test_notice_reaches_every_supervisor_and_the_sender_gets_a_receipt(
    dana, slack, coalition, deliver, tools
):
    samuel = slack.person("Samuel")
    assert "Handed on" in write(dana, coalition)
    assert "Delivered" not in dana.direct.text
    deliver()

    assert dana.direct.text.count("Delivered to outreach.") == 1
    got = samuel.direct.text
    assert "Where: Eastgate" in got
    assert "22 Nov 2026, 11:30" in got
    assert "2 people shot" in got
    assert "Riverside Police" in got
    (notice,) = kept(tools, Notice)
    assert (notice.place, notice.people_shot) == ("Eastgate", 2)
    assert notice.happened_at.isoformat() == "2026-11-22T16:30:00+00:00"


def test_sender_who_is_forgotten_before_it_arrives_is_named_nowhere(
    dana, slack, coalition, deliver, tools
):
    write(dana, coalition)
    with tools.read() as session:
        sender = people.member(session, workspace=1, slack_user=dana.id)
    mydata.forget(tools, sender)
    deliver()

    assert "Where: Eastgate" in slack.person("Samuel").direct.text
    assert "Delivered" not in dana.direct.text
    assert dana.id not in {one.person for one in kept(tools, Delivery)}


def test_place_of_no_list_is_kept_without_a_number(tools):
    with tools.read() as session:
        sender = people.member(session, workspace=1, slack_user="U0DANA")

    noticing.send_notice(tools, sender, place=999_999, day=NOW.date(), at=time(6, 0), people_shot=1)

    (notice,) = kept(tools, Notice)
    assert notice.place_id is None


def test_lock_screen_of_a_supervisor_shows_nothing_of_it(dana, slack, coalition, deliver):
    write(dana, coalition)
    deliver()

    message = slack.person("Samuel").direct.last_message
    assert message.text == "You have 1 thing on your list"
    assert "actions" not in {block["type"] for block in message.blocks}


def test_nobody_else_gets_it_and_it_needs_outreach_to_be_read(dana, coalition, tools):
    write(dana, coalition)

    promised = [one for one in kept(tools, Delivery) if "Eastgate" in str(one.payload)]
    assert [(one.person, one.needs) for one in promised] == [
        ("U0SAMUEL", Permission.OUTREACH_NOTICES)
    ]


def test_line_of_the_audit_is_outreachs_and_holds_no_place(dana, coalition, tools):
    write(dana, coalition)

    with tools.read() as session:
        (line,) = [one for one in audit.entries(session, workspace=1) if one.act == "notice.sent"]
    assert line.outreach
    assert "Eastgate" not in str(line)


def test_moment_still_to_come_or_long_past_is_said_at_its_field(dana, coalition, tools):
    assert "still to come" in write(dana, coalition, time="12:30")
    dana.fills("Which day", "2026-11-01")
    assert "more than 14 days ago" in dana.submits()
    dana.fills("Which day", "2026-11-21")
    dana.submits()

    assert len(kept(tools, Notice)) == 1


def test_place_that_is_not_in_the_list_can_be_said(dana, slack, coalition, deliver):
    write(dana, coalition, place="A place that is not in the list")
    deliver()

    assert "a place that is not in the list" in slack.person("Samuel").direct.text


def test_without_a_supervisor_nothing_is_kept_and_the_sender_hears_it(dana, coalition, tools):
    with tools.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0SAMUEL").suspended_at = NOW

    assert "Call them as you agreed" in write(dana, coalition)
    assert kept(tools, Notice) == []


def test_visitor_is_refused_it(slack, coalition):
    seen = slack.person("Walter").types("/coalition notice", in_=coalition)

    assert "/coalition join" in seen


def test_by_message_the_notice_is_one_tap_away(dana):
    dana.types("notice", in_=dana.direct)
    dana.clicks("Write the notice", in_=dana.direct)

    check_dialog(dana.dialog.body)


def test_failure_is_told_and_the_dialog_keeps_what_was_written(dana, coalition, monkeypatch):
    from handlers.people import noticing

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(noticing, "send_notice", fail)

    assert "Something went wrong on my side" in write(dana, coalition)


def test_notice_that_does_not_arrive_gets_no_receipt(dana, slack, coalition, tools):
    write(dana, coalition)
    slack.faults.fail("conversations.open", "user_not_found")

    post_promised(slack, tools)

    assert "Delivered" not in dana.direct.text
