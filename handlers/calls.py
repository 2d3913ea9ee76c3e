"""How to tell somebody something, whichever way they asked."""

from slack_bolt.kwargs_injection.args import Args
from slack_sdk.errors import SlackApiError

from handlers.blocks import Message, dialog, section
from handlers.failures import slack_error
from handlers.limits import fit, fit_dialog
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
    """Say it beside the message whose button was pressed; after a dialog, in their messages."""
    container = args.body.get("container", {})
    channel = container.get("channel_id", "")
    if not channel:
        return tell_direct(args)
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
    """Say it on top of the dialog while it waits; once it is closed, in their messages."""
    direct = tell_direct(args)

    def tell(message: Message) -> None:
        if args.ack.response:
            direct(message)
            return
        blocks = message.blocks or [section(message.text)]
        view = fit_dialog(dialog(_("One moment"), blocks, close=_("Back")))
        args.ack(response_action="push", view=view)

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
