"""Messages to be posted later."""

from datetime import UTC, datetime, timedelta
from functools import partial

from sandbox import names
from sandbox.api import chat, content
from sandbox.api.call import Call, RefusalError, method
from sandbox.api.pages import page
from sandbox.hub import Hub, Json
from sandbox.state.planned import Scheduled

FURTHEST = timedelta(days=120)
#: A message that goes out within a minute cannot be taken back.
GOING = 60
WINDOW, IN_WINDOW = 300, 30


@method("chat.scheduleMessage")
def schedule(call: Call) -> Json:
    """Take a message to be posted at a moment; with metadata it never is, as in Slack."""
    hub = call.hub
    channel = chat.target(call)
    text, blocks = content.read(call)
    under = chat.thread(call, channel)
    planned = Scheduled(
        names.fresh("Q"),
        channel.id,
        _moment(call, channel.id),
        int(hub.clock.now().timestamp()),
        text,
        blocks,
        call.rows("attachments"),
        under,
        bool(under) and call.flag("reply_broadcast"),
        content.metadata(call),
    )
    hub.state.keep(planned)
    _plan(hub, planned)
    return {
        "channel": channel.id,
        "scheduled_message_id": planned.id,
        "post_at": planned.post_at,
        "message": {
            "type": "delayed_message",
            "text": text,
            "user": hub.bot.id,
            "bot_id": hub.bot.bot_id,
            "team": hub.state.team,
        },
    }


@method("chat.deleteScheduledMessage")
def unschedule(call: Call) -> Json:
    """Take back a message that is to be posted later."""
    planned = call.hub.state.scheduled.get(call.text("scheduled_message_id"))
    now = call.hub.clock.now().timestamp()
    if planned is None or planned.channel != call.channel().id or planned.post_at < now + GOING:
        raise RefusalError("invalid_scheduled_message_id")
    call.hub.state.forget(planned)
    return {}


@method("chat.scheduledMessages.list")
def listing(call: Call) -> Json:
    """List what is to be posted later, soonest first."""
    channel = call.text("channel")
    if channel and channel not in call.hub.state.channels:
        raise RefusalError("invalid_channel")
    oldest, latest = call.number("oldest", 0), call.number("latest", 0)
    waiting = [
        each
        for each in call.hub.state.scheduled.values()
        if channel in {"", each.channel}
        and each.post_at >= oldest
        and (not latest or each.post_at <= latest)
    ]
    shown, more = page(call, sorted(waiting, key=lambda each: each.post_at))
    return {"scheduled_messages": [each.as_slack() for each in shown], **more}


def plan(hub: Hub) -> None:
    """Plan what an earlier run of the workspace left to be posted."""
    for each in list(hub.state.scheduled.values()):
        _plan(hub, each)


def post_due(hub: Hub, now: datetime) -> list[str]:
    """Post what is due; return the timestamps of the messages."""
    with hub.state.changed:
        due = [each for each in hub.state.scheduled.values() if each.post_at <= now.timestamp()]
        return [
            ts for each in sorted(due, key=lambda each: each.post_at) for ts in _post(hub, each)
        ]


def _plan(hub: Hub, planned: Scheduled) -> None:
    moment = datetime.fromtimestamp(planned.post_at, UTC)
    hub.clock.at(moment, partial(post_due, hub, moment))


def _post(hub: Hub, planned: Scheduled) -> list[str]:
    hub.state.forget(planned)
    channel = hub.state.channels[planned.channel]
    if planned.metadata is not None or channel.archived or hub.bot.id not in channel.members:
        return []
    message = chat.by_app(hub, planned.channel, planned.text)
    message.blocks, message.attachments = planned.blocks, planned.attachments
    message.thread_ts, message.broadcast = planned.thread_ts, planned.broadcast
    chat.keep(hub, message)
    return [message.ts]


def _moment(call: Call, channel: str) -> int:
    try:
        moment = int(call.text("post_at"))
    except ValueError:
        raise RefusalError("invalid_time") from None
    now = call.hub.clock.now()
    if moment <= now.timestamp():
        raise RefusalError("time_in_past")
    if moment > (now + FURTHEST).timestamp():
        raise RefusalError("time_too_far")
    waiting = call.hub.state.scheduled.values()
    others = [each.post_at - moment for each in waiting if each.channel == channel]
    before = sum(-WINDOW < apart <= 0 for apart in others)
    after = sum(0 <= apart < WINDOW for apart in others)
    if max(before, after) >= IN_WINDOW:
        raise RefusalError("restricted_too_many")
    return moment
