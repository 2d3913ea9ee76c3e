"""Nothing that is told to the bot leaves it by its logs or by an error, whatever goes wrong.

Marked words are planted in everything that is sealed, typed or secret. Each flow is gone through
with each failure, and then no mark may stand in anything that was logged.

To add a flow: a class in ``FLOWS`` with ``before`` (goes well) and ``then`` (what may fail). To
add a failure: a function in ``FAILURES``.
"""

import logging
import traceback
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
import structlog
from sqlalchemy import String, insert, text
from sqlalchemy.exc import SQLAlchemyError

from bot import logs
from bot.posting import Posting
from handlers.blocks import Message, section
from handlers.deliveries.service import enqueue
from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.events.event import HELPER
from storage import actions, events, people
from storage.events import phones
from storage.resealing import sealed_tables
from storage.secrets import Ciphertext
from storage.tables import MeetingRow, Need, PathItem
from tests.conftest import NOW
from tests.handlers import vigils
from tests.handlers.test_find import CASA, fill

CONTACT = "Zinnia, the contact"
NOTE = "zinnia note about a family"
ACTION = "zinnia calls the aunt"
TYPED = "zinnia told me where she sleeps"
POST = "zinnia post to the room"
#: What all of them have in common; the tokens of the workspace are looked for as well.
MARK = "zinnia"
#: A number cannot hold a word: it is looked for as typed, as it is kept and as it is dialled.
NUMBER = "215-555-0186"
DIGITS = ("555-0186", "5550186")

#: Calls that fail where Slack does; what is asked of Slack to know who asks goes on.
CALLS = (
    "chat.postMessage", "chat.postEphemeral", "chat.update", "conversations.open",
    "conversations.history", "conversations.members", "files.getUploadURLExternal",
    "files.completeUploadExternal", "users.list", "views.open", "views.update",
)  # fmt: skip


class Flow:
    """What somebody does: up to a point all goes well, and then perhaps not."""

    def __init__(self, slack, city):
        self.slack, self.city = slack, city
        self.ana, self.lee = slack.person("Ana"), slack.person("Lee")
        self.room = slack.channel("hotspots")

    def before(self):
        """Do what leads up to it."""

    def then(self):
        """Do it."""
        raise NotImplementedError


class Talk(Flow):
    def then(self):
        self.lee.types(TYPED, in_=self.lee.direct)


class Mention(Flow):
    def then(self):
        self.lee.types(f"<@{self.slack.bot_user_id}> {TYPED}", in_=self.room)


class Hotspots(Flow):
    def then(self):
        self.lee.types(f"/hotspots {TYPED} 90d", in_=self.room)


class AddAction(Flow):
    def then(self):
        self.lee.types(f"/coalition actions add {ACTION} by friday", in_=self.room)


class ListActions(Flow):
    def before(self):
        with self.city.begin() as session:
            me = people.by_slack_user(session, workspace=1, slack_user=self.lee.id).id
            actions.add(session, workspace=1, text=ACTION, by=me, now=NOW, owner=me)

    def then(self):
        self.lee.types("actions", in_=self.lee.direct)


class AskOnTheBoard(Flow):
    def then(self):
        self.lee.types(f"/coalition board {NOTE} saturday 2-5", in_=self.room)


class WriteInThePlan(Flow):
    def then(self):
        self.ana.types(f"/coalition plan {TYPED}", in_=self.room)


class CallAMeeting(Flow):
    def then(self):
        self.ana.types(f"/coalition meetings {TYPED} friday 3 pm", in_=self.room)


class ReadContact(Flow):
    def before(self):
        fill(self.city, replace(CASA, contact=CONTACT))
        self.lee.types("partners Casa Esperanza", in_=self.lee.direct)

    def then(self):
        self.lee.clicks("Open", in_=self.lee.direct)


class Find(Flow):
    def before(self):
        fill(self.city, replace(CASA, contact=CONTACT))

    def then(self):
        self.lee.types(f"/find housing {TYPED}", in_=self.room)


class GiveNumber(Flow):
    def before(self):
        self.event = on_a_plan(self.city, self.lee.id)
        self.lee.types(f"/event paper {self.event}", in_=self.lee.direct)
        self.lee.clicks("My number", in_=self.lee.direct)

    def then(self):
        self.lee.fills("Your number on the day", NUMBER)
        self.lee.submits()


class CallNumbers(Flow):
    said = "Numbers to call"

    def before(self):
        event = on_a_plan(self.city, self.lee.id, number=NUMBER)
        self.lee.types(f"/event paper {event}", in_=self.lee.direct)

    def then(self):
        self.lee.clicks(self.said, in_=self.lee.direct)


class PrintNumbers(CallNumbers):
    said = "Call list"


class SendNumbers(CallNumbers):
    said = "Send as text"


class MyData(Flow):
    def before(self):
        keep(self.city, self.lee.id)
        self.lee.types("mydata", in_=self.lee.direct)

    def then(self):
        self.lee.clicks("Send me the files", in_=self.lee.direct)


class Forget(Flow):
    def before(self):
        keep(self.city, self.lee.id)
        self.lee.types("forget", in_=self.lee.direct)
        self.lee.clicks("Forget me", in_=self.lee.direct)

    def then(self):
        self.lee.confirms()


class Promised(Flow):
    def before(self):
        with self.city.begin() as session:
            for number, where in enumerate(({"channel": self.room.id}, {"person": self.lee.id})):
                enqueue(
                    session, workspace=1, parts=("marked", number), kind=Kind.POST,
                    needs=Permission.HELP_READ, message=Message(POST, [section(POST)]), now=NOW,
                    **where,
                )  # fmt: skip

    def then(self):
        token, address = self.slack.bot_token, self.slack.base_url
        Posting(self.city, workspace=1, token=token, base_url=address).look()


FLOWS = (
    Talk,
    Mention,
    Hotspots,
    AddAction,
    ListActions,
    AskOnTheBoard,
    WriteInThePlan,
    CallAMeeting,
    ReadContact,
    Find,
    GiveNumber,
    CallNumbers,
    PrintNumbers,
    SendNumbers,
    MyData,
    Forget,
    Promised,
)


def on_a_plan(city, user, number=""):
    """Keep an event with marks in it and somebody on its plan, and their number."""
    event = vigils.plan(city, title=NOTE, place=TYPED)
    with city.begin() as session:
        me = people.by_slack_user(session, workspace=1, slack_user=user).id
        events.name_hand(session, workspace=1, event=event, role=HELPER, person=me, now=NOW)
        phones.give(session, workspace=1, event=event, person=me, phone=number)
    return event


def keep(city, user):
    """Plant marks in what is sealed, as this person's."""
    with city.begin() as session:
        me = people.by_slack_user(session, workspace=1, slack_user=user).id
        actions.add(session, workspace=1, text=ACTION, by=me, now=NOW, owner=me)
        session.add_all(
            [
                Need(workspace_id=1, text=NOTE, asked_by=me, channel="C1", created_at=NOW),
                PathItem(workspace_id=1, item="N01", owner=me, note=NOTE, set_by=me, set_at=NOW),
                MeetingRow(
                    workspace_id=1, kind="steering", title="May", start=NOW, minutes=60,
                    created_by=me, created_at=NOW, notes=NOTE,
                ),
            ]
        )  # fmt: skip


def goes_well(_slack, _city):
    """Fail nothing."""


def slack_fails(slack, _city):
    for call in CALLS:
        slack.faults.fail(call, "internal_error", times=None)


def slack_sends_a_page(slack, _city):
    for call in CALLS:
        slack.faults.fail(call, "internal_error", status=503, times=None)


def slack_refuses(slack, _city):
    for call in CALLS:
        slack.faults.fail(call, "channel_not_found", times=None)


def connections_break(slack, _city):
    for call in CALLS:
        slack.faults.drop(call, stored=True, times=None)


def writing_fails(_slack, city):
    """Have the database refuse to keep anything, in words that quote the row."""
    with city.begin() as session:
        tables = (
            "actions", "needs", "deliveries", "audit_lines", "people", "revisions", "event_hands"
        )  # fmt: skip
        for table in tables:
            for act in ("INSERT", "UPDATE", "DELETE"):
                session.execute(
                    text(
                        f"CREATE TRIGGER no_{act}_{table} BEFORE {act} ON {table} "
                        "BEGIN SELECT RAISE(ABORT, 'refused: zinnia'); END"
                    )
                )


def reading_fails(_slack, city):
    with city.begin() as session:
        session.execute(text("PRAGMA legacy_alter_table = ON"))
        for table in ("actions", "partners", "deliveries", "audit_heads", "event_hands"):
            session.execute(text(f"ALTER TABLE {table} RENAME TO zinnia_{table}"))


FAILURES = (
    goes_well,
    slack_fails,
    slack_sends_a_page,
    slack_refuses,
    connections_break,
    writing_fails,
    reading_fails,
)


@pytest.fixture
def logged(capfd, monkeypatch):
    """Everything that is logged as the running bot does it, and before anything is withheld."""
    raw, written = [], StringIO()
    kept = structlog.get_config(), logging.getLogger().handlers[:], logging.getLogger().level
    monkeypatch.setattr("sys.stderr", written)
    logs.configure(level="DEBUG", format_="json")
    processors = structlog.get_config()["processors"]

    def remember(_logger, _method, event):
        error = event.get("exc_info")
        raw.append(f"{event} {error!r} {error}")
        return event

    structlog.configure(processors=[remember, *processors], cache_logger_on_first_use=False)
    monkeypatch.setattr("handlers.failures.log", structlog.get_logger())
    yield lambda: "\n".join([*raw, written.getvalue(), *capfd.readouterr()])
    structlog.configure(**kept[0])
    logging.getLogger().handlers[:] = kept[1]
    logging.getLogger().setLevel(kept[2])


@pytest.mark.parametrize("fails", FAILURES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("kind", FLOWS, ids=lambda one: one.__name__)
def test_no_marked_word_is_logged(slack, city, logged, kind, fails):
    flow = kind(slack, city)
    flow.before()
    fails(slack, city)
    flow.then()

    told = logged().casefold()
    assert not [mark for mark in (MARK, *DIGITS, slack.bot_token, slack.app_token) if mark in told]
    if fails is not goes_well:
        slack.faults.clear()


def test_what_is_logged_is_looked_at(slack, city, logged):
    flow = ListActions(slack, city)
    flow.before()
    slack_fails(slack, city)
    flow.then()

    assert "a door failed" in logged()


def sealed_columns():
    return [
        pytest.param(table, column, id=f"{table.name}.{column.name}")
        for table in sealed_tables()
        for column in table.columns
        if isinstance(column.type, Ciphertext)
    ]


@pytest.mark.parametrize(("table", "column"), sealed_columns())
def test_no_error_of_the_database_quotes_what_is_sealed(tools, workspace, table, column):
    keys = {
        one.name: "a key" if isinstance(one.type, String) else 1
        for one in table.primary_key
        if isinstance(one.type, String) or len(table.primary_key) > 1
    }
    row = keys | {"workspace_id": workspace, column.name: f"{NOTE} {CONTACT}"}

    def refuse():
        with tools.begin() as session:
            session.execute(insert(table).values(row))  # with most of its columns missing

    with pytest.raises(SQLAlchemyError) as caught:
        refuse()

    error = caught.value
    told = f"{error} {error!r} {error.__cause__!r} {''.join(traceback.format_exception(error))}"
    assert MARK not in told.casefold()


def test_marks_are_in_what_is_planted():
    planted = (CONTACT, NOTE, ACTION, TYPED, POST)

    assert all(MARK in one.casefold() for one in planted)
    assert NOW.date() == date(2026, 11, 22)
