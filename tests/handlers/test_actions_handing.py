"""Handing items over, editing them together, and what somebody had who left."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from handlers.actions import handing, job, lists, message, printing, service
from handlers.actions.message import News
from handlers.actions.request import Which
from handlers.deliveries import job as posting
from handlers.deliveries.posting import make_client
from knowledge.access import Member
from knowledge.actions.item import State
from knowledge.errors import RefusedError, UsageError
from storage import actions, people
from storage.tables import Delivery, Person, Workspace
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message

TODAY = date(2026, 11, 22)


@pytest.fixture
def add(city, ids):
    def made(text, owner=None, **more):
        with city.begin() as session:
            asked = {"owner": ids.get(owner, owner), "by": ids["ANA"]} | more
            return actions.add(session, workspace=1, text=text, now=NOW, **asked)

    return made


@pytest.fixture
def now(city):
    def found(item):
        with city.read() as session:
            return actions.find(session, workspace=1, item=item.id)

    return found


@pytest.fixture
def ticks(city, slack):
    """Post what was promised."""

    def tick():
        client = make_client(slack.bot_token, slack.base_url)
        while posting.post_due(city, {1: client}):
            pass

    return tick


def hand(actor, to):
    actor.clicks("More…", in_=actor.direct)
    actor.chooses(to, of="Hand over to")
    return actor.submits()


def test_handed_over_it_stays_until_the_other_accepts(lee, ana, slack, add, now, ids, ticks):
    item = add("Call the school", "LEE")
    lee.types("/coalition actions", in_=lee.direct)

    seen = hand(lee, "Grace")
    assert (now(item).owner, now(item).offered_to) == (ids["LEE"], ids["GRACE"])
    assert "offered to @grace" in seen

    grace = slack.person("Grace")
    ticks()
    assert "@lee asks you to take this over" in grace.screen
    grace.clicks("I take it")

    assert (now(item).owner, now(item).offered_to) == (ids["GRACE"], None)
    ticks()
    assert "@grace took this over" in lee.screen


def test_declined_it_stays_and_its_owner_is_told(lee, slack, add, now, ids, ticks):
    item = add("Call the school", "LEE")
    lee.types("/coalition actions", in_=lee.direct)
    hand(lee, "Grace")
    ticks()

    slack.person("Grace").clicks("I cannot")

    assert (now(item).owner, now(item).offered_to) == (ids["LEE"], None)
    ticks()
    assert "cannot take this over, so it stays with you" in lee.screen


def test_owner_keeps_what_they_offered(lee, add, now, ids):
    item = add("Call the school", "LEE")
    lee.types("/coalition actions", in_=lee.direct)
    hand(lee, "Grace")

    lee.clicks("Keep it myself", in_=lee.direct)

    assert now(item).offered_to is None


def test_somebody_without_a_seat_is_refused_at_the_field_and_nothing_is_saved(lee, add, now):
    item = add("Call the school", "LEE")
    lee.types("/coalition actions", in_=lee.direct)
    lee.clicks("More…", in_=lee.direct)
    lee.fills("What is to be done", "Something else")
    lee.chooses("Walter", of="Hand over to")

    assert "has no seat in the coalition yet" in lee.submits()
    assert now(item).text == "Call the school"


def test_second_editor_is_shown_what_changed_and_neither_loses(lee, ana, slack, add, now):
    item = add("Call the school", "LEE", due=TODAY)
    lee.types("/coalition actions", in_=lee.direct)
    ana.types("/coalition actions all", in_=ana.direct)
    lee.clicks("More…", in_=lee.direct)
    ana.clicks("More…", in_=ana.direct)
    ana.fills("What is to be done", "Call the school *twice*")
    ana.submits()

    lee.fills("What is to be done", "Write to the school")
    seen = lee.submits()

    assert "@ana changed this while you had it open" in seen
    assert "It now says: Call the school" in seen
    assert now(item).text == "Call the school *twice*"
    check_dialog(slack.calls("views.open")[-1]["view"])

    lee.submits()
    assert now(item).text == "Write to the school"


def test_edits_of_different_fields_go_together(lee, ana, add, now):
    item = add("Call the school", "LEE", due=TODAY)
    lee.types("/coalition actions", in_=lee.direct)
    ana.types("/coalition actions all", in_=ana.direct)
    lee.clicks("More…", in_=lee.direct)
    ana.clicks("More…", in_=ana.direct)
    ana.fills("By when", "2026-12-01")
    ana.submits()

    lee.fills("What is to be done", "Write to the school")
    lee.submits()

    assert (now(item).text, now(item).due) == ("Write to the school", date(2026, 12, 1))


def test_dropping_asks_first_and_says_so(lee, add, now):
    item = add("Call the school", "LEE")
    lee.types("/coalition actions", in_=lee.direct)
    lee.clicks("More…", in_=lee.direct)

    assert "It leaves every list" in lee.clicks("Drop it")
    seen = lee.confirms()

    assert now(item).state is State.DROPPED
    assert "Dropped: Call the school" in seen
    lee.clicks("Undo")
    assert now(item).state is State.OPEN


def test_another_member_may_finish_an_item_but_not_drop_or_snooze_it(city, slack, add, now, ids):
    item = add("Call the school", "LEE")
    with city.read() as session:
        grace = people.member(session, workspace=1, slack_user="U0GRACE")

    with pytest.raises(RefusedError, match="Somebody else has this one"):
        service.drop(city, grace, item.id)
    with pytest.raises(RefusedError):
        service.snooze(city, grace, item.id, TODAY + timedelta(days=1))
    with pytest.raises(RefusedError):
        handing.offer(city, grace, item.id, to="U0ROSA")
    with pytest.raises(UsageError, match="not waiting for you"):
        handing.accept(city, grace, item.id)
    assert service.finish(city, grace, item.id).state is State.DONE


def test_what_somebody_had_who_left_waits_for_a_coordinator(ana, lee, city, add, now, ids):
    item = add("Call the school", "GRACE")
    with city.begin() as session:
        session.delete(session.get_one(Person, (1, ids["GRACE"])))

    lee.types("/coalition actions all", in_=lee.direct)
    assert "somebody who left" in lee.screen
    assert "[Take over]" not in lee.screen
    ana.types("/coalition actions", in_=ana.direct)
    assert "Their owner left" in ana.screen
    ana.clicks("Take over", in_=ana.direct)

    assert now(item).owner == ids["ANA"]


def test_what_nobody_has_anybody_takes(lee, add, now, ids):
    item = add("Call the school")
    lee.types("/coalition actions all", in_=lee.direct)

    lee.clicks("I take it", in_=lee.direct)

    assert now(item).owner == ids["LEE"]


def test_late_owner_gets_one_neutral_message_in_the_morning(city, slack, lee, add, ticks):
    for words in ("Call the clinic", "Print"):
        add(words, "LEE", due=TODAY - timedelta(days=2))
    with city.begin() as session:
        session.get_one(Workspace, 1).timezone = "America/Los_Angeles"  # 09:00 there

    job.remind(city, 1)
    job.remind(city, 1)
    ticks()

    (post,) = slack.calls("chat.postMessage")
    check_message(post["text"], post["blocks"])
    assert post["text"] == "You have 2 things on your list"
    assert "Call the clinic" in lee.screen


def test_nobody_is_reminded_outside_the_morning_or_of_what_rests(city, slack, add):
    item = add("Call the school", "LEE", due=TODAY - timedelta(days=2))
    with city.begin() as session:
        session.get_one(Workspace, 1).timezone = "UTC"  # 17:00
    job.remind(city, 1)
    with city.begin() as session:
        session.get_one(Workspace, 1).timezone = "America/Los_Angeles"
        snoozed = {"snoozed_until": "2026-11-30"}
        actions.change(session, workspace=1, item=item.id, changed=snoozed, by="x", now=NOW)
    job.remind(city, 1)

    with city.read() as session:
        assert not session.query(Delivery).all()


def test_list_goes_out_as_text_without_links_or_ids(lee, add):
    add("Call the *school* & co", "LEE", due=TODAY, origin="https://x.slack.com/archives/1")
    lee.types("/coalition actions", in_=lee.direct)

    seen = lee.clicks("Send as text", in_=lee.direct)

    assert "- Call the school & co (due today)" in seen
    assert "slack.com" not in seen


def test_list_goes_out_as_a_page_and_as_a_calendar(lee, slack, add, ids):
    add("Call the school", "LEE", due=TODAY)
    lee.types("/coalition actions", in_=lee.direct)

    lee.clicks("Print", in_=lee.direct)
    lee.clicks("For my calendar", in_=lee.direct)

    printed, days = slack.hub.state.files.values()
    assert (printed.name, days.name) == ("action-items.pdf", "action-items.ics")


def test_page_has_the_items_with_owners_days_and_a_code(city, slack, add):
    add("Call the school", "LEE", due=TODAY)
    with city.read() as session:
        ana = people.member(session, workspace=1, slack_user="U0ANA")
    found = service.listing(city, ana, Which.ALL, whole=True)

    page = PdfReader(BytesIO(printing.page(found, {"U0LEE": "Lee Thompson"}, made=NOW))).pages[0]
    words = page.extract_text()

    assert "Call the school" in words
    assert "Lee Thompson" in words
    assert "22 Nov 2026" in words
    assert len(page.images) == 1


def test_calendar_has_the_days_and_replaces_itself(city, slack, add):
    item = add("Call the school", "LEE", due=TODAY)
    add("Some day", "LEE")
    with city.read() as session:
        lee = people.member(session, workspace=1, slack_user="U0LEE")
    found = service.listing(city, lee, Which.MINE, whole=True)

    (event,) = Calendar.from_ical(printing.calendar(found, workspace=1, now=NOW)).events

    assert event["UID"] == f"action-{item.id}@coalition-1"
    assert event["DTSTART"].dt == TODAY


def test_police_sees_items_like_any_member(slack, add):
    add("Call the school", "LEE")
    dana = slack.person("Dana")

    dana.types("/coalition actions all", in_=dana.direct)

    assert "Call the school" in dana.screen
    assert "[Done] [More…]" in dana.screen


def test_every_news_is_silent_on_a_lock_screen(city, add, ids):
    item = add("Call the clinic", "LEE")
    seen_by = lists.Reader(ids["LEE"], {ids["LEE"]: "U0LEE"}, TODAY)

    for what in News:
        made = message.news(item, what, by="U0ANA", seen_by=seen_by)
        check_message(made.text, made.blocks)
        assert made.text == "You have 1 thing on your list"


def test_service_gives_others_a_list_and_makes_items(city, slack, ids):
    with city.read() as session:
        lee = people.member(session, workspace=1, slack_user="U0LEE")
    made = service.create(city, member=lee, text="  Call   the school ", owner=ids["LEE"])

    assert made.text == "Call the school"
    assert service.mine(city, lee).next == (made,)
    assert service.mine(city, Member(1, "U1")).count == 0
    with pytest.raises(UsageError, match="few words"):
        service.create(city, member=lee, text="  ")
