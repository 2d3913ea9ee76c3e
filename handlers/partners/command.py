"""`/find` and `/partners`: typed, mentioned, written or clicked."""

from handlers import direct
from handlers.blocks import Message
from handlers.paper.handout import handout
from handlers.partners import dialog, directory, message, posting, searching, service
from handlers.partners.request import Asked
from handlers.surface import Call
from knowledge.access import Permission, may
from knowledge.partners import card
from knowledge.words import _

_ADD = "add"


def on_find(call: Call) -> None:
    """Search, say how it was read, and send the cards to the asker."""
    if not call.text.strip():
        call.tell(message.teach(searching.offered(call.tools, workspace=call.member.workspace)))
        return
    found = _found(call, Asked(words=call.text))
    if not found.total:
        call.tell(message.nothing(found, may_add=Permission.PARTNERS_MANAGE in may(call.member)))
        return
    if not call.direct:
        call.tell(message.pointer(found))
    call.later(lambda: _post(call, message.cards(found)))


def on_more(call: Call) -> None:
    """Send the next cards of a search."""
    call.tell(message.cards(_found(call, Asked.unpacked(call.text))))


def on_text(call: Call) -> None:
    """Send a card as text that is ready to copy; over an open entry, say where it went."""
    partner = service.shown(call.tools, workspace=call.member.workspace, partner=int(call.text))
    call.tell(message.as_text(partner))
    if not call.channel:
        dialog.show(call, partner.id, note=_("The text is in your messages with me."))


def on_print(call: Call) -> None:
    """Send a card as a page to print."""
    call.later(lambda: _print(call))


def _print(call: Call) -> None:
    partner = service.shown(call.tools, workspace=call.member.workspace, partner=int(call.text))
    name, *lines = card.told(partner).splitlines()
    content = handout(name, lines, made=call.tools.now())
    direct.file(call.client, call.member.slack_user, content, name="card.pdf", title=partner.name)


def on_partners(call: Call) -> None:
    """Send a page of the directory, or open the form for a new entry."""
    if call.text.strip().lower() == _ADD:
        dialog.begin(call)
        return
    found = service.directory(
        call.tools, workspace=call.member.workspace, asked=Asked(words=call.text)
    )
    if not call.direct:
        call.tell(directory.pointer(found))
    call.later(lambda: _post(call, directory.listing(found)))


def _found(call: Call, asked: Asked) -> searching.Found:
    return searching.find(call.tools, workspace=call.member.workspace, asked=asked)


def _post(call: Call, told: Message) -> None:
    posting.to_asker(call, told)
