"""The clock's rounds through events: each by itself, so that one that fails stops no other."""

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from handlers.failures import report
from handlers.toolbox import Toolbox
from knowledge.events.event import Event
from storage import events


def each(
    tools: Toolbox,
    numbers: Iterable[int],
    work: Callable[[Session, Event], object],
    *,
    workspace: int,
    door: str,
) -> None:
    """Do the work for every event, in a transaction of its own; what fails is reported.

    Parameters
    ----------
    door
        What the work is called in the report.
    """
    for number in numbers:
        try:
            with tools.begin() as session:
                event = events.find(session, workspace=workspace, event=number)
                if event is not None:
                    work(session, event)
        except Exception as error:  # noqa: BLE001 - the next event has nothing to do with it
            report(error, door=door)
