"""Whoever is in a dialog is told there, with their words kept; never in a message behind it."""

from concurrent.futures import Executor, Future

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from handlers.asides import above
from handlers.blocks import Message, actions, button, choice, dialog, entry, section
from handlers.limits import fit_dialog
from handlers.listeners import register
from handlers.surface import Action, Command, Dialog, Feature
from knowledge.access import Permission
from knowledge.errors import RefusedError, UsageError
from sandbox.testing import InlineExecutor, inline
from tests.handlers.rules import check_dialog

WORDS, REASON = "what Lee wrote", "Pick a day."
ANY = Permission.HELP_READ


class Held(Executor):
    """Keeps what is submitted until it is let go."""

    def __init__(self):
        self.work = []

    def submit(self, fn, *args, **kwargs):
        self.work.append(lambda: fn(*args, **kwargs))
        return Future()

    def lets_go(self):
        while self.work:
            self.work.pop(0)()


def form(*more, title="The form"):
    """Return a dialog with a field and a button."""
    field = choice("Words", entry(), block="words", optional=True)
    row = actions(button("Press", action="try.press", value="x"))
    made = dialog(title, [field, row, *more], name="try.form", submit="Save", close="Close")
    return fit_dialog(made)


@pytest.fixture
def held():
    return Held()


@pytest.fixture
def lee(sqlite_engine, make_tools, start, held):
    """Return a function that has Lee write into a dialog whose doors are given."""

    def begin(submitted=lambda _call: None, pressed=lambda _call: None, *, needs=ANY, depth=1):
        tools = make_tools(sqlite_engine)
        slack = start(tools)
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        app = App(
            client=client, token_verification_enabled=False, listener_executor=InlineExecutor()
        )

        def opens(call):
            call.client.views_open(trigger_id=call.trigger, view=form())

        feature = Feature(
            commands=(Command(("coalition help",), "Tries.", ANY, opens),),
            actions=(Action("try.press", needs, pressed),),
            dialogs=(Dialog("try.form", needs, submitted),),
        )
        register(app, tools, [feature], held)
        slack.delivers_to(inline(app))
        found = slack.person("Lee")
        found.slack = slack
        found.types("/coalition help", in_=found.direct)
        for _deeper in range(depth - 1):
            client.views_push(trigger_id=_trigger(slack, found), view=form())
        found.fills("Words", WORDS)
        return found

    return begin


def _trigger(slack, person):
    """Return a fresh trigger, as a press in the dialog brings one."""
    return slack.hub.trigger(person.id)


def refuses(error):
    def door(*_call):
        raise error

    return door


def test_a_refusal_at_a_button_is_said_in_the_dialog_and_the_words_stay(lee):
    kept = []
    who = lee(lambda call: kept.append(call.state["words"]), refuses(RefusedError(REASON)))
    shown = who.clicks("Press")
    who.submits()

    assert REASON in shown
    assert REASON not in who.direct.text
    assert kept == [WORDS]


def test_pressing_again_says_it_once(lee):
    who = lee(pressed=refuses(RefusedError(REASON)))
    who.clicks("Press")
    assert who.clicks("Press").count(REASON) == 1


def test_a_press_that_is_not_allowed_is_refused_in_the_dialog(lee):
    who = lee(needs=Permission.SETUP_RUN)
    assert "coordinator" in who.clicks("Press").lower()
    assert not who.direct.messages


def test_a_failure_at_a_button_is_said_in_the_dialog_with_its_reference(lee):
    who = lee(pressed=refuses(RuntimeError(WORDS)))
    shown = who.clicks("Press")
    assert "logged as" in shown
    assert not who.direct.messages


def test_what_goes_wrong_later_is_said_in_the_dialog_too(lee, held):
    who = lee(pressed=lambda call: call.later(refuses(UsageError(REASON))))
    who.clicks("Press")
    held.lets_go()
    assert REASON in who.screen
    assert not who.direct.messages


def test_where_the_dialog_changed_meanwhile_it_lies_on_top(lee):
    def door(call):
        call.client.views_update(view_id=call.origin, view=form(title="Another"))
        raise UsageError(REASON)

    who = lee(pressed=door)
    who.slack.expects_refusal("hash_conflict")
    shown = who.clicks("Press")
    assert REASON in shown
    assert "[Back]" in shown
    assert not who.direct.messages


def test_where_the_dialog_was_closed_it_comes_as_a_message(lee, held):
    who = lee(pressed=lambda call: call.later(refuses(UsageError(REASON))))
    who.clicks("Press")
    who.closes()
    for one in ("not_found", "not_found"):
        who.slack.expects_refusal(one)
    held.lets_go()
    assert REASON in who.direct.text


def test_what_has_buttons_of_its_own_comes_as_a_message_and_the_dialog_says_so(lee):
    told = Message("Behind", [section("Behind"), actions(button("More", action="x", value="x"))])
    who = lee(pressed=lambda call: call.tell(told))
    assert "It is in your direct messages" in who.clicks("Press")
    assert "Behind" in who.direct.text


def test_a_refusal_of_a_dialog_lies_on_top_and_the_words_stay(lee):
    kept = []

    def door(call):
        kept.append(call.state["words"])
        raise RefusedError(REASON)

    who = lee(door)
    assert REASON in who.submits()
    who.closes()
    who.submits()
    assert kept == [WORDS, WORDS]
    assert not who.direct.messages


def test_on_a_third_dialog_it_is_said_in_it(lee):
    kept = []

    def door(call):
        kept.append(call.state["words"])
        raise RefusedError(REASON)

    who = lee(door, depth=3)
    shown = who.submits()
    assert REASON in shown
    who.submits()
    assert kept == [WORDS, WORDS]
    assert not who.direct.messages


def test_after_a_dialog_was_answered_with_another_it_is_said_in_that(lee, held):
    def door(call):
        call.ack(response_action="update", view=form(title="Working"))
        call.later(refuses(UsageError(REASON)))

    who = lee(door)
    who.submits()
    held.lets_go()
    assert REASON in who.screen
    assert not who.direct.messages


def test_after_the_upper_dialog_closed_it_is_said_on_the_lower(lee, held):
    def door(call):
        call.ack()
        call.later(refuses(UsageError(REASON)))

    who = lee(door, depth=2)
    who.submits()
    held.lets_go()
    assert REASON in who.screen
    assert not who.direct.messages


def test_after_the_only_dialog_closed_it_comes_as_a_message(lee, held):
    def door(call):
        call.ack()
        call.later(refuses(UsageError(REASON)))

    who = lee(door)
    who.submits()
    held.lets_go()
    assert REASON in who.direct.text


def test_a_full_dialog_has_room_for_it():
    full = form(*(section("x" * 2_300) for _at in range(98))) | {"id": "V1", "hash": "1"}
    check_dialog(above(full, Message("y" * 5_000)))
