"""The sector map: who is at the table, and whom to invite."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from handlers.partners import picture, seats, standing
from knowledge.partners.sectors import Sector, Standing
from storage import people
from storage.tables import Attendance, MeetingRow
from tests.conftest import NOW
from tests.handlers.examples import posts
from tests.handlers.rules import check_message


def meet(tools, sector, days):
    with tools.begin() as session:
        by = people.ensure(session, workspace=1, slack_user="U0ANA", now=NOW).id
        meeting = MeetingRow(
            workspace_id=1, kind="monthly", title="Table", start=NOW - timedelta(days=days),
            minutes=60, created_by=by, created_at=NOW,
        )  # fmt: skip
        session.add(meeting)
        session.flush()
        session.add(
            Attendance(workspace_id=1, meeting_id=meeting.id, sector=sector.value, people=1)
        )


def test_map_goes_to_the_direct_message_with_the_same_in_words(slack, city, lee, room):
    meet(city, Sector.SCHOOL, 10)
    meet(city, Sector.HEALTHCARE, 91)

    seen = lee.types("/coalition sectors", in_=room)

    assert "comes to your direct messages" in seen
    assert not posts(slack, room)
    (told,) = posts(slack, lee.direct)
    check_message(told["text"], told["blocks"])
    (shown,) = (block for block in told["blocks"] if block["type"] == "image")
    for said in (shown["alt_text"], told["text"]):
        assert "6 of 15 sectors at the table, 1 active, 9 missing" in said
        assert "Active: came within 90 days: Schools." in said
        assert "Missing: Lived experience, Youth, Parents" in said
    mine = lee.sees("Who is at the table", in_=lee.direct)
    assert "Schools and colleges (1 seat, last came 12 Nov 2026)" in mine
    assert "Hospitals, public and behavioral health (1 seat, last came 23 Aug 2026)" in mine


def test_next_invitation_has_words_to_send(lee):
    seen = lee.types("coalition sectors", in_=lee.direct)

    assert "Invite next: People formerly incarcerated, credible messengers." in seen
    assert "Could we meet for half an hour where it suits you?" in seen


def test_map_without_its_picture_is_told_in_words(slack, lee):
    slack.faults.fail("files.getUploadURLExternal", "internal_error")

    seen = lee.types("coalition sectors", in_=lee.direct)

    assert "6 of 15 sectors at the table" in seen


def test_share_is_refused_where_visitors_are_and_says_whom_that_concerns(slack, lee):
    lee.types("coalition sectors", in_=lee.direct)
    lee.clicks("Share to a channel…", in_=lee.direct)
    lee.chooses("coalition", of="Channel")
    lee.submits()

    assert "may not see this" in lee.sees("Not posted", in_=lee.direct)
    assert not posts(slack, slack.channel("coalition"))


def test_share_posts_where_everybody_may_see_it(slack, lee, room):
    lee.types("coalition sectors", in_=lee.direct)
    lee.clicks("Share to a channel…", in_=lee.direct)
    lee.chooses("hotspots", of="Channel")
    lee.submits()

    (shared,) = posts(slack, room)
    check_message(shared["text"], shared["blocks"])
    assert "6 of 15 sectors at the table" in shared["text"]
    assert f"<@{lee.id}>" in shared["text"]
    assert not any(block["type"] == "actions" for block in shared["blocks"])
    assert "Invite next" not in str(shared["blocks"])


def test_visitor_is_refused_the_map(slack):
    walter = slack.person("Walter")

    assert "You are a visitor here" in walter.types("coalition sectors", in_=walter.direct)


@pytest.mark.parametrize("every", Standing)
def test_picture_is_drawn_and_told_whatever_stands(every):
    standings = dict.fromkeys(Sector, every)
    seated = {} if every is Standing.MISSING else dict.fromkeys(Sector, 3)
    table = standing.Table(
        standings, seated, dict.fromkeys(Sector, NOW.date()), {}, None, NOW.date()
    )

    drawn = Image.open(io.BytesIO(picture.draw(table)))

    assert drawn.size[0] == 1000
    assert len(drawn.getcolors(1 << 20)) > 10
    assert all(seats.sectors.label(sector) in seats.alt_text(table) for sector in Sector)
    assert "Every sector has a seat." in str(seats.own(table, picture=None).blocks)
