"""Every message and dialog of action items and meetings, at hostile sizes."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from handlers.actions import fields, lists, message, printing
from handlers.actions.lists import Part, Reader
from handlers.actions.message import News
from handlers.actions.request import Press, Which
from handlers.limits import fit, fit_dialog
from handlers.meetings import fields as forms
from handlers.meetings import message as about
from handlers.meetings.lists import Listed
from knowledge.actions.item import ActionItem
from knowledge.actions.reading import Drafted
from knowledge.editing import Edit
from knowledge.meetings.agenda import Line
from knowledge.meetings.kinds import Kind, of
from knowledge.meetings.meeting import Meeting
from tests.handlers.examples import words
from tests.handlers.rules import check_dialog, check_message

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
READER = Reader("me", {"me": "U1", "other": "U2"}, TODAY, seats=True)
DISCREET = ("You have 1 thing on your list", "things on your list")

days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
owners = st.none() | st.sampled_from(["me", "other", "gone"])
items = st.builds(
    ActionItem,
    id=st.integers(1, 10**9),
    text=words,
    owner=owners,
    due=days,
    origin=st.sampled_from(["", "https://x.slack.com/archives/C1/p1"]),
    offered_to=owners,
    snoozed_until=days,
    version=st.integers(1, 10**6),
)
meetings = st.builds(
    Meeting,
    id=st.integers(1, 10**9),
    kind=st.sampled_from(Kind),
    title=words,
    start=st.just(NOW),
    minutes=st.integers(1, 600),
    where=words,
    version=st.integers(1, 10**6),
    channel=st.sampled_from(["", "C012345678"]),
)


def check(made):
    fitted = fit(made)
    check_message(fitted.text, fitted.blocks)


@given(st.lists(items, max_size=20, unique_by=lambda one: one.id), st.sampled_from(Which))
def test_lists_fit_and_their_notifications_name_nothing(found, which):
    listing = lists.page_of(READER, which, [(Part.NEXT, found)])
    made = message.listing(
        listing, notice=message.notice(found[0], "Done:", Press()) if found else []
    )

    check(made)
    assert not found or made.text.endswith(DISCREET)
    assert len(printing.text(listing)) <= 600


@given(items, st.sampled_from(News))
def test_what_is_told_of_one_item_fits_and_names_nothing(item, what):
    for made in (
        message.news(item, what, by="U2", seen_by=READER),
        message.late([item] * 9, READER),
        message.added(item, READER, unsure="x" * 200),
    ):
        assert made.text.endswith(DISCREET)
    check(message.news(item, what, by="U2", seen_by=READER))
    check(message.added(item, READER, unsure="x" * 200))


@given(items, words)
def test_dialogs_of_an_item_fit(item, said):
    press = Press(item=1, version=1, which=Which.MINE, channel="D012345678", ts="1790000000.000100")
    edits = [Edit(2, "other", NOW, {"text": ("a", said), "due": (None, "2026-12-01")})]
    filled = fields.Filled(said, "U1", TODAY)
    for view in (
        fields.new(press, text=said),
        fields.edit(item, press),
        fields.edit_again(filled, press, edits, READER.people),
        fields.snooze(item, press),
    ):
        check_dialog(fit_dialog(view))


@given(st.lists(meetings, max_size=5, unique_by=lambda one: one.id), st.booleans())
def test_lists_of_meetings_fit(found, manages):
    listed = Listed(
        tuple(found), past=False, page=0, pages=3, zone=UTC_ZONE, now=NOW, manages=manages
    )

    check(about.listing(listed))


@given(meetings, words)
def test_what_is_told_of_a_meeting_fits_and_of_a_closed_one_names_nothing(meeting, said):
    lines = [Line(said, 5, (said,) * 9)] * 8
    for made in (
        about.posted(meeting, lines, UTC_ZONE, by="U1"),
        about.reminder(meeting, UTC_ZONE),
        about.changed(meeting, meeting, UTC_ZONE),
    ):
        check(made)
        if of(meeting.kind).closed:
            assert made.text == "You have 1 thing on your list"


@given(meetings, words, st.integers(0, 60))
def test_dialogs_of_a_meeting_fit(meeting, said, many):
    drafts = [(Drafted(said or "x", said, TODAY), "U1")] * many
    edits = [Edit(2, "other", NOW, {"notes": ("", said), "start": ("", NOW.isoformat())})]
    for view in (
        forms.new(meeting.kind, data="{}"),
        forms.edit(meeting, UTC_ZONE, data="{}", notes=[forms.theirs(edits, {}, UTC_ZONE)]),
        forms.notes(said, data="{}"),
        forms.drafts(drafts, [said] * many, data="{}"),
    ):
        check_dialog(fit_dialog(view))
