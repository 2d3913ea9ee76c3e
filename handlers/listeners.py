"""The only way to register a listener, and what guards every one of them.

Who is this, in which workspace, may they, was this delivered before; and whatever goes wrong
is told to the person and logged without a word of theirs. It is caught here rather than in
``@app.error``, which can lose an acknowledgement.
"""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from slack_bolt import App
from slack_bolt.kwargs_injection.args import Args
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from handlers import calls, commands
from handlers.blocks import Message, escape
from handlers.failures import report, without_scope
from handlers.features import FEATURES, slashes
from handlers.limits import fit_options
from handlers.promptly import UnansweredError, promptly
from handlers.rooms import owns_workspace
from handlers.surface import (
    Action,
    Call,
    Command,
    Dialog,
    Door,
    Event,
    Feature,
    Offer,
    Tell,
    Work,
)
from handlers.toolbox import Toolbox
from knowledge import access
from knowledge.access import Member, Permission
from knowledge.errors import BotError, RefusedError
from knowledge.words import _
from storage import people, process, workspaces

#: How long a call to Slack may take. [s]
PATIENCE = 20
#: Snapshots at once. More only take turns at the interpreter, and everything gets slower:
#: 150 asked at once took 39 s with one, 51 s with two, 70 s with four. Two, so that one that
#: waits for Slack does not hold the other up.
WORKERS = 2

#: Events that are somebody's words.
_WRITTEN = frozenset({"app_mention", "message.im"})
#: Where a pressed element keeps what it holds.
_HELD = frozenset(
    {"value", "selected_option", "selected_user", "selected_channel", "selected_conversation"}
    | {"selected_date", "selected_time"}
)


def build_app(
    token: str,
    base_url: str,
    tools: Toolbox,
    executor: Executor | None = None,
    workers: Executor | None = None,
) -> App:
    """Return the app with every feature's doors.

    Its client waits when Slack says so and never repeats a call whose connection broke: Slack
    may have taken it, and a post must not arrive twice.

    Parameters
    ----------
    executor
        Runs listeners: each reads, acknowledges, and is done within milliseconds.
    workers
        Runs what takes longer, so that no acknowledgement waits behind a map that is drawn.
    """
    patient = RateLimitErrorRetryHandler(max_retry_count=2)
    client = WebClient(token=token, base_url=base_url, timeout=PATIENCE, retry_handlers=[patient])
    app = App(client=client, token_verification_enabled=False, listener_executor=executor)
    register(app, tools, FEATURES, workers or ThreadPoolExecutor(WORKERS, "worker"))
    return app


def register(app: App, tools: Toolbox, features: Sequence[Feature], workers: Executor) -> None:
    """Register every door of every feature, each behind the same guard."""
    known = tuple(command for feature in features for command in feature.commands)
    homes = tuple(feature.home for feature in features if feature.home)
    guard = _Guard(tools, known, workers, homes)
    for slash in slashes(known):
        app.command(slash)(guard.command(slash))
    for feature in features:
        for action in feature.actions:
            named = re.compile(rf"{re.escape(action.name)}(:.*)?\Z")
            app.action(named)(guard.action(action))
        for dialog in feature.dialogs:
            app.view(dialog.name)(guard.dialog(dialog))
        for menu in feature.menus:
            app.options(menu.name)(guard.menu(menu.name, menu.needs, menu.offer))
        for shortcut in feature.shortcuts:
            app.shortcut(shortcut.name)(
                guard.shortcut(shortcut.name, shortcut.needs, shortcut.door)
            )
        for event in feature.events:
            kind = event.name.partition(".")[0]
            app.event(kind)(guard.event(event))


class _Guard:
    """Makes Bolt's listeners out of doors."""

    def __init__(
        self,
        tools: Toolbox,
        known: tuple[Command, ...],
        workers: Executor,
        homes: tuple[Door, ...],
    ) -> None:
        self._tools = tools
        self._known = known
        self._workers = workers
        self._homes = homes
        #: Who came through an urgent door, by their Slack team and user.
        self._last: dict[tuple[str, str], Member] = {}

    def command(self, slash: str) -> Callable[[Args], None]:
        """Guard what is typed after a slash; each command's own need is checked as it is run."""

        def listener(args: Args) -> None:
            self._pass(
                args,
                slash,
                Permission.HELP_READ,
                lambda call: commands.run(call, call.text),
                calls.tell_command(args),
                channel=args.body["channel_id"],
                text=unescape(f"{slash} {args.body.get('text') or ''}"),
            )
            if args.ack.response is None:
                args.ack()

        return listener

    def action(self, action: Action) -> Callable[[Args], None]:
        """Guard a button; it is checked again at each press."""
        door = action.door

        def listener(args: Args) -> None:
            args.ack()
            container = args.body.get("container", {})
            at_home = (args.body.get("view") or {}).get("type") == "home"
            self._pass(
                args,
                action.name,
                action.needs,
                self._then_home(door) if at_home else door,
                calls.tell_action(args),
                urgent=action.urgent,
                channel=container.get("channel_id", ""),
                thread=container.get("thread_ts") or "",
                text=_pressed(args.action or {}),
                origin=container.get("message_ts") or container.get("view_id") or "",
                state=_state(args.body.get("view") or args.body),
            )

        return listener

    def _then_home(self, door: Door) -> Door:
        """Return a door behind which Home is drawn again, for what was done there shows there."""

        def opened(call: Call) -> None:
            door(call)
            for home in self._homes:
                call.later(lambda home=home: home(call))  # type: ignore[misc]

        return opened

    def dialog(self, dialog: Dialog) -> Callable[[Args], None]:
        """Guard a submitted dialog."""

        def listener(args: Args) -> None:
            view = args.view or {}
            self._pass(
                args,
                dialog.name,
                dialog.needs,
                dialog.door,
                calls.tell_dialog(args),
                urgent=dialog.urgent,
                text=view.get("private_metadata", ""),
                origin=view.get("id", ""),
                state=_state(view),
            )
            if args.ack.response is None:
                args.ack()

        return listener

    def menu(self, name: str, needs: Permission, offer: Offer) -> Callable[[Args], None]:
        """Guard a menu that is filled as somebody types; refused, it offers nothing."""

        def listener(args: Args) -> None:
            view = args.body.get("view") or {}

            def door(call: Call) -> None:
                args.ack(options=fit_options(offer(call)))

            self._pass(
                args,
                name,
                needs,
                door,
                lambda _message: None,
                text=args.body.get("value") or "",
                origin=view.get("id", ""),
                state=_state(view),
            )
            if args.ack.response is None:
                args.ack(options=[])

        return listener

    def shortcut(self, name: str, needs: Permission, door: Door) -> Callable[[Args], None]:
        """Guard a shortcut; beside a message, the message is what it is about."""

        def listener(args: Args) -> None:
            args.ack()
            message = args.body.get("message") or {}
            self._pass(
                args,
                name,
                needs,
                door,
                calls.tell_direct(args),
                channel=(args.body.get("channel") or {}).get("id", ""),
                thread=message.get("thread_ts") or "",
                text=unescape(message.get("text") or ""),
                origin=message.get("ts") or args.body.get("message_ts") or "",
            )

        return listener

    def event(self, event: Event) -> Callable[[Args], None]:
        """Guard an event, once each; of messages, what people write."""

        def listener(args: Args) -> None:
            what = args.event or {}
            if event.name in _WRITTEN and not _said_by_a_person(what):
                return
            channel = what.get("channel") or ""
            self._pass(
                args,
                event.name,
                event.needs,
                event.door,
                (lambda _message: None) if event.quiet else calls.tell_event(args),
                channel=channel if isinstance(channel, str) else channel.get("id", ""),
                thread=what.get("thread_ts") or "",
                text=unescape(what.get("text") or ""),
                event=args.body["event_id"],
                happened=what,
            )

        return listener

    def _first(self, event: str) -> bool:
        with self._tools.begin() as session:
            return process.first_delivery(session, event_id=event, now=self._tools.now())

    def _pass(
        self,
        args: Args,
        name: str,
        needs: Permission,
        door: Door,
        tell: Tell,
        *,
        channel: str = "",
        thread: str = "",
        text: str = "",
        origin: str = "",
        state: dict[str, Any] | None = None,
        event: str = "",
        happened: dict[str, Any] | None = None,
        urgent: bool = False,
    ) -> None:
        """Let the person through the door, and tell them what went wrong behind it.

        An event that cannot be looked up among those delivered before is not acted on: the
        person hears that it failed, and may say it again, which is a new event.
        """

        def defer(work: Work, tell: Tell) -> None:
            self._workers.submit(_attempt, work, tell, name)

        def enter() -> None:
            if event and not self._first(event):
                return
            member = self._at_once(args) if urgent else self._member(args)
            access.check(member, needs)
            door(
                Call(
                    tools=self._tools,
                    client=args.client,
                    member=member,
                    tell=tell,
                    defer=defer,
                    channel=channel,
                    thread=thread,
                    text=text,
                    state=state or {},
                    trigger=args.body.get("trigger_id", ""),
                    origin=origin,
                    commands=self._known,
                    ack=args.ack,
                    event=happened or {},
                )
            )

        _attempt(enter, tell, name)

    def _at_once(self, args: Args) -> Member:
        """Return who this is, or was last where the database does not answer within a moment."""
        who = (args.context.team_id or "", args.context.user_id or "")
        try:
            member = promptly(lambda: self._member(args))
        except UnansweredError:
            last = self._last.get(who)
            if last is None:
                raise
            return last
        self._last[who] = member
        return member

    def _member(self, args: Args) -> Member:
        team, person = args.context.team_id or "", args.context.user_id or ""
        home = _home_team(args.body)
        with self._tools.read() as session:
            found = workspaces.by_team(session, team=team)
            if found is None or (home and home != team):
                raise RefusedError(
                    _(
                        "I work for one coalition's own workspace, and this is not it. "
                        "Ask a coordinator of the coalition to invite you there."
                    )
                )
            installs = person == self._tools.installer
            member = people.member(
                session, workspace=found.id, slack_user=person, installer=installs
            )
        if member.opened or self._tools.installer or not person:  # some events name nobody
            return member
        return replace(member, installer=owns_workspace(args.client, person))


def _attempt(work: Work, tell: Tell, door: str) -> None:
    """Do something, and tell the person what went wrong with it."""
    try:
        work()
    except BotError as error:
        _tell(tell, escape(str(error)), door)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person waits for an answer
        reference = report(error, door=door)
        sorry = _("Something went wrong on my side, and it is logged as {reference}. Try again.")
        said = without_scope(error) or sorry.format(reference=f"`{reference}`")
        _tell(tell, said, door)


def unescape(text: str) -> str:
    """Return what somebody typed, with the three characters that Slack escapes put back."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _home_team(body: dict[str, Any]) -> str:
    """Return the workspace that the person belongs to, which a shared channel can differ from."""
    user = body.get("user")
    said = user.get("team_id") if isinstance(user, dict) else None
    return said or (body.get("event") or {}).get("user_team") or ""


def _pressed(action: dict[str, Any]) -> str:
    """Return what a button or menu holds: its value, or what was chosen."""
    chosen = _value({key: kept for key, kept in action.items() if key in _HELD})
    return chosen if isinstance(chosen, str) else ""


def _said_by_a_person(event: dict[str, Any]) -> bool:
    kind = event.get("type") == "app_mention" or event.get("channel_type") == "im"
    return kind and bool(event.get("user")) and not (event.get("subtype") or event.get("bot_id"))


def _state(view: dict[str, Any]) -> dict[str, Any]:
    """Return what a dialog holds: the chosen value of each field, None where nothing is."""
    fields = (view.get("state") or {}).get("values", {})
    return {block: _value(next(iter(field.values()))) for block, field in fields.items() if field}


def _value(field: dict[str, Any]) -> Any:
    """Return what a field holds: a text, what was chosen, or a list of what was."""
    kept = next((value for key, value in field.items() if key != "type"), None)
    if isinstance(kept, list):
        return [one.get("value", one) if isinstance(one, dict) else one for one in kept]
    if isinstance(kept, dict):
        return kept.get("value", kept)
    return kept


def _tell(tell: Tell, text: str, door: str) -> None:
    try:
        tell(Message(text))
    except Exception as error:  # noqa: BLE001 - nobody can be told that telling failed
        report(error, door=door)
