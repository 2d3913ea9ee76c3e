"""Channels, their members and their history."""

from sandbox.api.call import Call, RefusalError, method
from sandbox.api.pages import page
from sandbox.hub import Json
from sandbox.state.channels import Channel
from sandbox.state.messages import Message

SORTS = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}

MOST_TOGETHER = 8


@method("conversations.list")
def listing(call: Call) -> Json:
    """List the channels of the sorts asked for that the app may know of."""
    hub = call.hub
    sorts = {SORTS.get(each, "") for each in call.text("types", "public_channel").split(",")}
    if "" in sorts:
        raise RefusalError("invalid_types")
    for sort in sorts:
        call.needs_scope_for(Channel("", "", sort))  # type: ignore[arg-type]
    known = [
        channel
        for channel in hub.state.channels.values()
        if channel.sort in sorts
        and (channel.public or hub.bot.id in channel.members)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    shown, more = page(call, known)
    return {"channels": [_described(call, channel) for channel in shown], **more}


@method("users.conversations")
def of_person(call: Call) -> Json:
    """List the channels that somebody, or the app itself, is in and the app may know of."""
    person = call.text("user") or call.hub.bot.id
    answer = listing(call)
    held = call.hub.state.channels
    mine = [each for each in answer["channels"] if person in held[each["id"]].members]
    return answer | {"channels": mine}


@method("conversations.info")
def info(call: Call) -> Json:
    """Describe one channel."""
    return {"channel": _described(call, call.channel())}


@method("conversations.members")
def members(call: Call) -> Json:
    """List who is in a channel."""
    listed, more = page(call, call.channel().members)
    return {"members": listed, **more}


@method("conversations.open")
def direct(call: Call) -> Json:
    """Begin a direct message, or find the one there is."""
    hub = call.hub
    if call.text("channel"):
        return {"channel": _described(call, call.channel())}
    users = call.identifiers("users")
    if not any(users):
        raise RefusalError("users_list_not_supplied")
    if len(users) > MOST_TOGETHER:
        raise RefusalError("too_many_users")
    if any(user not in hub.state.people for user in users):
        raise RefusalError("user_not_found")
    call.needs_scope_for(Channel("", "", "im" if len(users) == 1 else "mpim"))
    channel = hub.state.direct(hub.bot.id, *users)
    if call.flag("return_im"):
        return {"channel": _described(call, channel)}
    return {"channel": {"id": channel.id}}


@method("conversations.history")
def history(call: Call) -> Json:
    """Return a channel's messages, newest first."""
    channel = call.joined()
    posts = [
        message
        for message in call.hub.state.posts(channel.id)
        if (message.broadcast or not message.is_reply)
        and not message.only_for
        and _within(call, message.ts)
    ]
    shown, more = page(call, posts[::-1], key=lambda each: each.ts)
    has_more = bool(more["response_metadata"]["next_cursor"])
    pins = sum(bool(each.pinned_by) for each in call.hub.state.posts(channel.id))
    return {"messages": _told(call, shown), "has_more": has_more, "pin_count": pins, **more}


@method("conversations.replies")
def replies(call: Call) -> Json:
    """Return a thread: the message it began with, then the replies, oldest first."""
    channel = call.joined()
    parent = call.hub.state.messages.get(channel.id, {}).get(call.text("ts"))
    if parent is None or parent.only_for:
        raise RefusalError("thread_not_found")
    if parent.is_reply:
        return {"messages": _told(call, [parent]), "has_more": False}
    under = call.hub.state.replies(channel.id, parent.ts)
    listed = [parent, *(each for each in under if _within(call, each.ts))]
    shown, more = page(call, listed, key=lambda each: each.ts)
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": _told(call, shown), "has_more": has_more, **more}


def _within(call: Call, ts: str) -> bool:
    oldest, latest = _bound(call, "oldest", "0"), _bound(call, "latest", "inf")
    if call.flag("inclusive"):
        return oldest <= float(ts) <= latest
    return oldest < float(ts) < latest


def _bound(call: Call, name: str, default: str) -> float:
    try:
        return float(call.text(name) or default)
    except ValueError:
        raise RefusalError(f"invalid_ts_{name}") from None


def _told(call: Call, messages: list[Message]) -> list[Json]:
    state, whole = call.hub.state, call.flag("include_all_metadata")
    told = []
    for message in messages:
        body = message.as_slack(team=state.team, metadata=whole)
        under = state.replies(message.channel, message.ts)
        if under:
            body |= {
                "thread_ts": message.ts,
                "reply_count": len(under),
                "latest_reply": under[-1].ts,
            }
        if message.files:
            body["files"] = [
                state.files[file].as_slack(base=call.hub.base, usable=call.hub.usable(file))
                for file in message.files
            ]
        told.append(body)
    return told


def _described(call: Call, channel: Channel) -> Json:
    state = call.hub.state
    body = channel.as_slack(viewer=call.hub.bot.id, team=state.team)
    if not channel.public and channel.sort != "private":
        return body
    with_strangers = any(state.people[member].is_stranger for member in channel.members)
    return body | {"is_shared": with_strangers, "is_ext_shared": with_strangers}
