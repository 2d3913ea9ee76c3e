"""How far long work is: a bar on a terminal, plain lines elsewhere, nothing beside JSON."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

#: Told what is being done, and how far it is (0 to 1) or None for a remark.
Told = Callable[[str, float | None], None]

#: How much further work must be for another plain line.
STEP = 0.1


@contextmanager
def progress(out: TextIO, *, silent: bool = False) -> Iterator[Told]:
    """Yield what to call with the state of the work; ``out`` is usually standard error."""
    if silent:
        yield lambda _what, _share: None
    elif out.isatty():
        with _bar(out) as told:
            yield told
    else:
        yield _Lines(out)


class _Lines:
    """A line when other work begins, and whenever it is a step further."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._what: str | None = None
        self._share = 0.0

    def __call__(self, what: str, share: float | None) -> None:
        if share is None:
            self._say(what)
        elif what != self._what:
            self._what, self._share = what, share
            self._say(f"{what}…")
        elif share >= self._share + STEP or share >= 1 > self._share:
            self._share = share
            self._say(f"{what}… {share:.0%}")

    def _say(self, line: str) -> None:
        print(line, file=self._out, flush=True)


@contextmanager
def _bar(out: TextIO) -> Iterator[Told]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    console = Console(file=out)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Remaining())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def told(what: str, share: float | None) -> None:
            if share is None:
                bar.console.print(what, markup=False, highlight=False)
            else:
                bar.update(task, description=what, completed=share)

        yield told
