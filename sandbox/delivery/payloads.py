"""The payloads Slack sends, built from what somebody did."""

from typing import Any

from sandbox import names
from sandbox.hub import Hub, Json, ReplyAddress
from sandbox.manifest import Shortcut
from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View


def command(hub: Hub, person: Person, channel: Channel, name: str, text: str) -> Json:
    """Return the payload of a slash command."""
    return {
        "token": "verification",
        "team_id": hub.state.team,
        "team_domain": _domain(hub),
        "channel_id": channel.id,
        "channel_name": _name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": hub.app_id,
        "is_enterprise_install": "false",
        "response_url": hub.reply_address(ReplyAddress(person.id, channel.id)),
        "trigger_id": hub.trigger(person.id),
    }


def message_action(
    hub: Hub, person: Person, message: Message, action: Json, state: dict[str, Any]
) -> Json:
    """Return the payload of a press on a message."""
    address = ReplyAddress(person.id, message.channel, message.thread_ts, message.ts)
    payload = _interaction(hub, person, "block_actions") | {
        "state": {"values": state},
        "response_url": hub.reply_address(address),
        "actions": [action | {"action_ts": hub.clock.timestamp()}],
    }
    return payload | _on_message(hub, message)


def view_action(hub: Hub, person: Person, view: View, action: Json, state: dict[str, Any]) -> Json:
    """Return the payload of a press inside a dialog or Home tab."""
    return _interaction(hub, person, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": _view(hub, view, state),
        "actions": [action | {"action_ts": hub.clock.timestamp()}],
    }


def suggestion(
    hub: Hub, person: Person, where: Message | View, key: tuple[str, str], query: str
) -> Json:
    """Return the payload that asks for the options of an external select."""
    payload = _interaction(hub, person, "block_suggestion")
    del payload["trigger_id"]
    asked = {"block_id": key[0], "action_id": key[1], "value": query}
    if isinstance(where, Message):
        return payload | asked | _on_message(hub, where)
    container = {"type": "view", "view_id": where.id}
    return payload | asked | {"container": container, "view": _view(hub, where, {})}


def shortcut(hub: Hub, person: Person, declared: Shortcut) -> Json:
    """Return the payload of a global shortcut."""
    return _interaction(hub, person, "shortcut") | {
        "callback_id": declared.callback_id,
        "action_ts": hub.clock.timestamp(),
    }


def message_shortcut(hub: Hub, person: Person, declared: Shortcut, message: Message) -> Json:
    """Return the payload of a shortcut on a message."""
    channel = hub.state.channels[message.channel]
    address = ReplyAddress(person.id, message.channel, message.thread_ts)
    return _interaction(hub, person, "message_action") | {
        "callback_id": declared.callback_id,
        "action_ts": hub.clock.timestamp(),
        "message_ts": message.ts,
        "message": message.as_slack(team=hub.state.team),
        "channel": {"id": channel.id, "name": _name(channel)},
        "response_url": hub.reply_address(address),
    }


def membership(hub: Hub, sort: str, person: str, channel: Channel, inviter: str = "") -> Json:
    """Return the event of somebody who joined or left a channel."""
    body: Json = {
        "type": sort,
        "user": person,
        "channel": channel.id,
        "channel_type": "C" if channel.sort == "channel" else "G",
        "team": hub.state.team,
        "event_ts": hub.clock.timestamp(),
    }
    return body | ({"inviter": inviter} if inviter else {})


def left(hub: Hub, sort: str, channel: Channel) -> Json:
    """Return the event of the app itself having left a channel."""
    return {"type": sort, "channel": channel.id, "event_ts": hub.clock.timestamp()}


def submission(hub: Hub, person: Person, view: View, state: dict[str, Any]) -> Json:
    """Return the payload of a submitted dialog."""
    return _interaction(hub, person, "view_submission") | {
        "view": _view(hub, view, state),
        "response_urls": [],
    }


def closing(hub: Hub, person: Person, view: View, *, cleared: bool) -> Json:
    """Return the payload of a closed dialog."""
    payload = _interaction(hub, person, "view_closed")
    del payload["trigger_id"]
    return payload | {"view": _view(hub, view, {}), "is_cleared": cleared}


def event(hub: Hub, body: Json) -> Json:
    """Return an event in the envelope of the Events API."""
    identifier = names.fresh("Ev")
    return {
        "token": "verification",
        "team_id": hub.state.team,
        "api_app_id": hub.app_id,
        "event": body,
        "type": "event_callback",
        "event_id": identifier,
        "event_time": int(hub.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": hub.state.team,
                "user_id": hub.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{identifier}",
    }


def _on_message(hub: Hub, message: Message) -> Json:
    """Return where on which message something happened."""
    channel = hub.state.channels[message.channel]
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": bool(message.only_for),
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    body: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": _name(channel)},
    }
    return body if message.only_for else body | {"message": message.as_slack(team=hub.state.team)}


def _interaction(hub: Hub, person: Person, kind: str) -> Json:
    return {
        "type": kind,
        "team": {"id": hub.state.team, "domain": _domain(hub)},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": hub.state.team,
        },
        "api_app_id": hub.app_id,
        "token": "verification",
        "trigger_id": hub.trigger(person.id),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _view(hub: Hub, view: View, state: dict[str, Any]) -> Json:
    return view.as_slack(team=hub.state.team, app=hub.app_id, bot=hub.bot.bot_id, values=state)


def _name(channel: Channel) -> str:
    return "directmessage" if channel.sort == "im" else channel.name


def _domain(hub: Hub) -> str:
    return hub.state.team_name.lower().replace(" ", "-")
