"""What stands before every door: who is this, in which workspace, may they, was it here before.

Whatever goes wrong behind a door is told to the person, and logged without a word of theirs. It
is caught here rather than in ``@app.error``, which can lose an acknowledgement.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

from slack_bolt.kwargs_injection.args import Args

from handlers import commands, payloads, replies
from handlers.blocks import Message, escape
from handlers.failures import report, without_scope
from handlers.limits import fit_options
from handlers.promptly import UnansweredError, promptly
from handlers.rooms import owns_workspace
from handlers.surface import Action, Call, Command, Dialog, Door, Event, Offer, Tell, Work
from handlers.toolbox import Toolbox
from knowledge import access
from knowledge.access import Member, Permission
from knowledge.errors import BotError, RefusedError
from knowledge.words import _
from storage import people, process, workspaces

#: Events that are somebody's words.
_WRITTEN = frozenset({"app_mention", "message.im"})


class Guard:
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
                replies.tell_command(args),
                channel=args.body["channel_id"],
                text=payloads.unescape(f"{slash} {args.body.get('text') or ''}"),
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
                replies.tell_action(args),
                urgent=action.urgent,
                channel=container.get("channel_id", ""),
                thread=container.get("thread_ts") or "",
                text=payloads.pressed(args.action or {}),
                origin=container.get("message_ts") or container.get("view_id") or "",
                state=payloads.state(args.body.get("view") or args.body),
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
                replies.tell_dialog(args),
                urgent=dialog.urgent,
                text=view.get("private_metadata", ""),
                origin=view.get("id", ""),
                state=payloads.state(view),
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
                state=payloads.state(view),
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
                replies.tell_direct(args),
                channel=(args.body.get("channel") or {}).get("id", ""),
                thread=message.get("thread_ts") or "",
                text=payloads.unescape(message.get("text") or ""),
                origin=message.get("ts") or args.body.get("message_ts") or "",
            )

        return listener

    def event(self, event: Event) -> Callable[[Args], None]:
        """Guard an event, once each; of messages, what people write."""

        def listener(args: Args) -> None:
            what = args.event or {}
            if event.name in _WRITTEN and not payloads.said_by_a_person(what):
                return
            channel = what.get("channel") or ""
            self._pass(
                args,
                event.name,
                event.needs,
                event.door,
                (lambda _message: None) if event.quiet else replies.tell_event(args),
                channel=channel if isinstance(channel, str) else channel.get("id", ""),
                thread=what.get("thread_ts") or "",
                text=payloads.unescape(what.get("text") or ""),
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
        home = payloads.home_team(args.body)
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


def _tell(tell: Tell, text: str, door: str) -> None:
    try:
        tell(Message(text))
    except Exception as error:  # noqa: BLE001 - nobody can be told that telling failed
        report(error, door=door)
