"""CSV out and CSV in: the buttons and dialogs."""

import hashlib
import json
from dataclasses import replace
from datetime import datetime

from slack_sdk.errors import SlackApiError

from handlers import direct
from handlers.blocks import Block, Message, section
from handlers.downloads import Sent, fetched
from handlers.failures import slack_error
from handlers.limits import fit_dialog
from handlers.partners import importing, table
from handlers.surface import Call
from knowledge.errors import DataError
from knowledge.words import _

_TYPES = (".csv", ".txt")


def on_export(call: Call) -> None:
    """Send the directory as a file to the asker's direct message."""
    call.later(lambda: _send(call))


def on_import(call: Call) -> None:
    """Ask for a file."""
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(table.asking()))


def on_sent(call: Call) -> None:
    """Answer at once; then show what the file would add."""
    (file,) = call.state[table.FILE][:1]
    _answer(call, _("Reading the file…"))

    def look() -> None:
        content = _content(call, file["id"])
        found = importing.preview(call.tools, member=call.member, content=content)
        data = json.dumps({"file": file["id"], "digest": _digest(content)})
        _show(call, table.looked_at(found, data=data))

    replace(call, tell=lambda told: _show(call, _told(told))).later(look)


def on_taken(call: Call) -> None:
    """Add what was looked at; the result comes to the direct message."""
    asked = json.loads(call.text)
    twins = call.state.get(table.TWINS) == table.BOTH
    call.ack(response_action="clear")
    call.later(lambda: _take(call, asked["file"], asked["digest"], twins=twins))


def on_withdraw(call: Call) -> None:
    """Take an import back."""
    at = datetime.fromisoformat(call.text)

    def withdraw() -> None:
        many = importing.withdraw(call.tools, member=call.member, added_at=at)
        call.tell(table.withdrawn(many))

    call.later(withdraw)


def _send(call: Call) -> None:
    content = importing.export(call.tools, member=call.member)
    direct.file(
        call.client,
        call.member.slack_user,
        content,
        name="partners.csv",
        title=_("The directory of partners"),
    )


def _take(call: Call, file: str, digest: str, *, twins: bool) -> None:
    content = _content(call, file)
    if _digest(content) != digest:
        raise DataError(_("The file is another one by now. Send it again."))
    many, at = importing.take_in(call.tools, member=call.member, content=content, twins=twins)
    call.tell(table.added(many, at))


def _content(call: Call, file: str) -> bytes:
    """Return what a file holds that somebody sent."""
    described = call.client.files_info(file=file)["file"]
    with fetched(call.client, Sent.of(described), types=_TYPES) as path:
        return path.read_bytes()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _answer(call: Call, text: str) -> None:
    call.ack(response_action="update", view=fit_dialog(table.waiting(text)))


def _told(told: Message) -> Block:
    view = table.waiting("")
    return view | {"blocks": told.blocks or [section(told.text)]}


def _show(call: Call, view: Block) -> None:
    """Fill the dialog that waits; looking can be faster than the answer leaves."""
    fitted = fit_dialog(view)
    call.ack(response_action="update", view=fitted)
    try:
        call.client.views_update(view_id=call.origin, view=fitted)
    except SlackApiError as error:
        if slack_error(error) != "not_found":  # they closed it
            raise
