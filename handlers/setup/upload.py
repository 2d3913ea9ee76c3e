"""A file in the setup's dialog: fetched, looked at, and taken in when somebody says so."""

from collections.abc import Callable
from dataclasses import replace

from handlers.blocks import Block, Message
from handlers.downloads import Sent, fetched
from handlers.limits import fit_dialog
from handlers.setup import filing
from handlers.setup.dialog import show
from handlers.setup.importing import TYPES, Holds, Report, take
from handlers.surface import Call
from knowledge.words import _

#: Puts a dialog in the place of the one that lies open; says whether it still did.
_Show = Callable[[Block], bool]


def on_file(call: Call) -> None:
    """Ask for a file in place of the question."""
    show(call, fit_dialog(filing.file_view()))


def on_sent(call: Call) -> None:
    """Answer at once; then say what the file holds, before anything of it counts."""
    sent, holds = Sent.of(call.state[filing.UPLOAD][0]), Holds(call.state[filing.HOLDS])
    waiting = filing.waiting_view(_("Looking into {file}…").format(file=sent.name))
    call.ack(response_action="update", view=fit_dialog(waiting))

    def put(view: Block) -> bool:
        # Looking can be faster than the answer leaves: then this is the answer.
        call.ack(response_action="update", view=view)
        return show(call, view)

    def look() -> None:
        report = _read(call, put, sent, holds, dry_run=True)
        put(fit_dialog(filing.looked_view(report, sent, holds)))

    _later(call, put, look)


def on_take(call: Call) -> None:
    """Take in the file that was looked at; told in their messages if they closed the dialog."""
    holds, sent = filing.unpacked(call.text)

    def put(view: Block) -> bool:
        return show(call, view)

    def work() -> None:
        report = _read(call, put, sent, holds, dry_run=False)
        if not put(fit_dialog(filing.taken_view(report))):
            call.tell(filing.taken_message(report))

    put(fit_dialog(filing.waiting_view(_("Taking in {file}…").format(file=sent.name))))
    _later(call, put, work)


def _read(call: Call, put: _Show, sent: Sent, holds: Holds, *, dry_run: bool) -> Report:
    with fetched(call.client, sent, types=TYPES) as file:
        return take(
            call.tools,
            workspace=call.member.workspace,
            file=file,
            holds=holds,
            dry_run=dry_run,
            progress=_progress(put, sent),
        )


def _progress(put: _Show, sent: Sent) -> Callable[[str, float | None], None]:
    """Return what tells each new kind of work in the dialog, and each further quarter of it."""
    told: set[tuple[str, int]] = set()

    def tell(what: str, share: float | None) -> None:
        step = (what, int((share or 0) * 4))
        if share is None or step in told:
            return
        told.add(step)
        far = f" {share:.0%}" if 0 < share < 1 else ""
        put(fit_dialog(filing.waiting_view(f"{sent.name}: {what}…{far}")))

    return tell


def _later(call: Call, put: _Show, work: Callable[[], None]) -> None:
    """Do long work; what goes wrong is told in the dialog, with another file to send."""

    def tell(told: Message) -> None:
        if not put(fit_dialog(filing.file_view(told.text))):
            call.tell(told)

    replace(call, tell=tell).later(work)
