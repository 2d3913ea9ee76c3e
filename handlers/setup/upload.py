"""A file in the setup's dialog: fetched, looked at, and taken in when somebody says so."""

from collections.abc import Callable
from dataclasses import replace

from handlers.blocks import Block, Message, section
from handlers.downloads import Sent, fetched
from handlers.limits import fit_dialog
from handlers.setup import filing
from handlers.setup.dialog import show
from handlers.setup.importing import TYPES, Holds, Report, take
from handlers.surface import Call
from knowledge.words import _


def on_file(call: Call) -> None:
    """Ask for a file in place of the question."""
    show(call, fit_dialog(filing.file_view()))


def on_sent(call: Call) -> None:
    """Answer at once; then say what the file holds, before anything of it counts."""
    sent, holds = Sent.of(call.state[filing.UPLOAD][0]), Holds(call.state[filing.HOLDS])
    waiting = filing.waiting_view(_("Looking into {file}…").format(file=sent.name))
    call.ack(response_action="update", view=fit_dialog(waiting))

    def look() -> None:
        report = _read(call, sent, holds, dry_run=True)
        _show(call, filing.looked_view(report, sent, holds), filing.taken_message(report))

    _later(call, look)


def on_take(call: Call) -> None:
    """Take in the file that was looked at."""
    holds, sent = filing.unpacked(call.text)
    show(call, fit_dialog(filing.waiting_view(_("Taking in {file}…").format(file=sent.name))))

    def work() -> None:
        report = _read(call, sent, holds, dry_run=False)
        _show(call, filing.taken_view(report), filing.taken_message(report))

    _later(call, work)


def _read(call: Call, sent: Sent, holds: Holds, *, dry_run: bool) -> Report:
    with fetched(call.client, sent, types=TYPES) as file:
        return take(
            call.tools,
            workspace=call.member.workspace,
            file=file,
            holds=holds,
            dry_run=dry_run,
            progress=_progress(call, sent),
        )


def _progress(call: Call, sent: Sent) -> Callable[[str, float | None], None]:
    """Return what tells each new kind of work in the dialog, and nothing in between."""
    told: list[str] = []

    def tell(what: str, share: float | None) -> None:
        if share is not None and what not in told:
            told.append(what)
            show(call, fit_dialog(filing.waiting_view(f"{sent.name}: {what}…")))

    return tell


def _show(call: Call, view: Block, otherwise: Message) -> None:
    """Show what came of it, in their messages where they closed the dialog."""
    if not show(call, fit_dialog(view)):
        call.tell(otherwise)


def _later(call: Call, work: Callable[[], None]) -> None:
    """Do long work; what goes wrong is told in the dialog, with another file to send."""

    def tell(told: Message) -> None:
        if not show(call, fit_dialog(filing.file_view(told.text))):
            call.tell(Message(told.text, told.blocks or [section(told.text)]))

    replace(call, tell=tell).later(work)
