"""How to tell somebody something, whichever way they asked."""

import json

from slack_bolt.kwargs_injection.args import Args
from slack_sdk.errors import SlackApiError

from handlers import asides
from handlers.blocks import Message
from handlers.failures import slack_error
from handlers.limits import fit
from handlers.surface import Tell
from knowledge.words import _

#: What Slack says of a direct message between other people.
_ELSEWHERE = frozenset({"channel_not_found", "not_in_channel", "is_archived"})


def tell_command(args: Args) -> Tell:
    """Say the first thing as the answer to the command, the rest privately beside it.

    In their direct message with the bot all of it stays, as it does for a button or a message.
    """
    channel = args.body["channel_id"]

    def tell(message: Message) -> None:
        if channel.startswith("D") and _kept(args, message, channel):
            return
        fitted = fit(message)
        say = args.respond if args.ack.response else args.ack
        say(text=fitted.text, blocks=fitted.blocks or None, response_type="ephemeral")

    return tell


def tell_action(args: Args) -> Tell:
    """Say it beside the message whose button was pressed, or on the dialog; else in messages."""
    container = args.body.get("container", {})
    channel = container.get("channel_id", "")
    if not channel:
        return _tell_pressed(args)
    if channel.startswith("D"):
        return lambda message: _post(args, message, channel, container.get("thread_ts"))

    def tell(message: Message) -> None:
        fitted = fit(message)
        args.respond(
            text=fitted.text,
            blocks=fitted.blocks or None,
            response_type="ephemeral",
            replace_original=False,
        )

    return tell


def tell_dialog(args: Args) -> Tell:
    """Say it on the dialog while one is open; once there is none, in their messages."""
    direct, view = tell_direct(args), args.view or {}

    def tell(message: Message) -> None:
        if args.ack.response:
            if message.blocks or not _told_after(args, message):
                direct(message)
        elif asides.deep(view):
            args.ack(response_action="update", view=asides.above(view, message))
        else:
            args.ack(response_action="push", view=asides.small(message))

    return tell


def _told_after(args: Args, message: Message) -> bool:
    """Say it on the dialog that an answered one left open; False where none is."""
    view, trigger = args.view or {}, args.body.get("trigger_id", "")
    answer = json.loads((args.ack.response and args.ack.response.body) or "{}")
    wanted = answer.get("response_action")
    if wanted == "update":
        # The answer is perhaps not sent yet, and would hide what is put there before it.
        args.ack(response_action="update", view=asides.above(answer["view"], message))
        return asides.put(args.client, answer["view"] | {"id": view["id"]}, message)
    if wanted == "errors":
        return asides.put(args.client, view, message)
    open_ = wanted == "push" or (wanted is None and bool(view.get("previous_view_id")))
    return open_ and asides.push(args.client, trigger, message)


def _tell_pressed(args: Args) -> Tell:
    """Say it on the dialog whose button was pressed; of Home's, in their messages.

    What has buttons of its own stays in their messages, and the dialog says that it is there.
    """
    direct, view = tell_direct(args), args.body.get("view") or {}
    if view.get("type") != "modal":
        return direct

    def tell(message: Message) -> None:
        said = message
        if message.blocks:
            direct(message)
            said = Message(_("It is in your direct messages with me."))
        trigger = args.body.get("trigger_id", "")
        shown = asides.put(args.client, view, said) or asides.push(args.client, trigger, said)
        if not shown and not message.blocks:
            direct(message)

    return tell


def tell_event(args: Args) -> Tell:
    """Say it in their direct message where they wrote there, else privately in the channel."""
    event = args.event or {}
    channel, thread = event["channel"], event.get("thread_ts")
    if channel.startswith("D"):
        return lambda message: _post(args, message, channel, thread)

    def tell(message: Message) -> None:
        fitted = fit(message)
        args.client.chat_postEphemeral(
            channel=channel,
            user=event["user"],
            text=fitted.text,
            blocks=fitted.blocks or None,
            thread_ts=thread,
        )

    return tell


def tell_direct(args: Args) -> Tell:
    """Say it in the direct message of whoever did this."""

    def tell(message: Message) -> None:
        opened = args.client.conversations_open(users=args.context.user_id or "")
        _post(args, message, opened["channel"]["id"], None)

    return tell


def _kept(args: Args, message: Message, channel: str) -> bool:
    """Post the answer to a command; say whether this is a direct message with the bot."""
    if args.ack.response is None:
        args.ack()
    try:
        _post(args, message, channel, None)
    except SlackApiError as error:
        if slack_error(error) in _ELSEWHERE:
            return False
        raise
    return True


def _post(args: Args, message: Message, channel: str, thread: str | None) -> None:
    fitted = fit(message)
    args.client.chat_postMessage(
        channel=channel,
        text=fitted.text,
        blocks=fitted.blocks or None,
        thread_ts=thread,
        unfurl_links=False,
    )
