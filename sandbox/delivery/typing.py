"""Somebody types: a slash command, or a message the app may hear of."""

from sandbox.api.call import RefusalError
from sandbox.delivery import payloads, screen
from sandbox.delivery.events import tell
from sandbox.delivery.responses import say
from sandbox.delivery.screen import NotOnScreenError
from sandbox.delivery.writing import references, written
from sandbox.hub import Hub, Json, NotAckedError, NotConnectedError, ReplyAddress
from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.workspace import SLACKBOT

MESSAGE_EVENTS = {
    "channel": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}


def types(hub: Hub, person: Person, channel: Channel, text: str, thread_ts: str = "") -> None:
    """Send what somebody typed in a channel, and wait until the app took it."""
    if person.id not in channel.members:
        raise NotOnScreenError(f"{person.real_name} is not in #{channel.name}.")
    if channel.archived:
        raise NotOnScreenError(f"#{channel.name} is archived.")
    if screen.dialog(hub.state, person) is not None:
        raise NotOnScreenError(f"A dialog lies on top of that for {person.real_name}.")
    text = text.strip()
    if not text:
        return
    if text.startswith("/") and not text.startswith("//"):
        _command(hub, person, channel, text, thread_ts)
    else:
        _message(hub, person, channel, text, thread_ts)


def _command(hub: Hub, person: Person, channel: Channel, text: str, thread_ts: str) -> None:
    name, _, rest = text.partition(" ")
    declared = hub.manifest.command(name)
    if declared is None or "commands" not in hub.manifest.scopes:
        _slackbot(hub, person, channel, f"`{name}` is not a valid command.", thread_ts)
        return
    if thread_ts:
        _slackbot(hub, person, channel, f"`{name}` is not supported in threads. Sorry!", thread_ts)
        return
    given = references(hub.state, rest.strip()) if declared.escapes else rest.strip()
    payload = payloads.command(hub, person, channel, name, given)
    try:
        answer = hub.deliver("slash_commands", payload)
    except NotConnectedError:
        why = f"`{name}` could not be delivered: {hub.manifest.name} is not connected right now."
        _slackbot(hub, person, channel, why)
    except NotAckedError as error:
        late = error.reason == "http_timeout"
        why = f'`{name}` failed with the error "operation_timeout": the app did not answer in time.'
        if not late:
            why = _failed(name)
        _slackbot(hub, person, channel, why)
    else:
        _answered(hub, person, channel, name, answer or {})


def _answered(hub: Hub, person: Person, channel: Channel, name: str, answer: Json) -> None:
    """Show what an acknowledgement says; one that Slack would refuse fails the command."""
    if not any(answer.get(held) for held in ("text", "blocks", "attachments")):
        return
    try:
        say(hub, ReplyAddress(person.id, channel.id), answer)
    except RefusalError as refusal:
        hub.refuse(f"acknowledgement of {name}", answer, refusal.error)
        _slackbot(hub, person, channel, _failed(name))


def _failed(name: str) -> str:
    return f'`{name}` failed with the error "dispatch_failed".'


def _message(hub: Hub, person: Person, channel: Channel, text: str, thread_ts: str) -> None:
    message = Message(
        channel.id,
        hub.clock.timestamp(),
        person.id,
        written(hub.state, text),
        thread_ts=thread_ts,
    )
    hub.state.keep(message)
    if hub.bot.id in channel.members:
        for event in _events(hub, channel, message):
            tell(hub, event)


def _events(hub: Hub, channel: Channel, message: Message) -> list[Json]:
    shared = message.as_slack(team=hub.state.team) | {
        "channel": channel.id,
        "event_ts": message.ts,
        "client_msg_id": message.ts,
    }
    events = []
    if hub.manifest.hears(MESSAGE_EVENTS[channel.sort]):
        events.append(shared | {"channel_type": CHANNEL_TYPES[channel.sort]})
    mentioned = f"<@{hub.bot.id}>" in message.text and channel.sort != "im"
    if mentioned and hub.manifest.hears("app_mention"):
        events.append(shared | {"type": "app_mention"})
    return events


def _slackbot(hub: Hub, person: Person, channel: Channel, text: str, thread_ts: str = "") -> None:
    message = Message(
        channel.id,
        hub.clock.timestamp(),
        SLACKBOT.id,
        text,
        thread_ts=thread_ts,
        only_for=person.id,
    )
    hub.state.keep(message, lasting=False)
