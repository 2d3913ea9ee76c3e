"""What somebody waits for no longer than a moment, because they stand in a crowd."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from knowledge.errors import BotError
from knowledge.words import _

#: How long somebody waits on the day. [s]
MOMENT = 1.0
#: At once; more wait their turn, and are told that nothing answered.
_WAITERS = ThreadPoolExecutor(8, "promptly")

T = TypeVar("T")


class UnansweredError(BotError):
    """The database did not answer within a moment; whether something was kept is not known."""

    def __init__(self) -> None:
        super().__init__(_("Not saved yet: the database does not answer. Try again."))


def promptly(work: Callable[[], T], *, within: float = MOMENT) -> T:
    """Do something with the database, and return what comes of it.

    What is late may still be done. So whatever is written this way carries an id by which it is
    written once, however often it is tried.

    Raises
    ------
    UnansweredError
        When it takes longer than a moment, or the database refuses.
    """
    begun = _WAITERS.submit(work)
    try:
        return begun.result(timeout=within)
    except TimeoutError:
        begun.cancel()
        raise UnansweredError from None
    except (OperationalError, InterfaceError, NoConnectionError):
        raise UnansweredError from None
