"""Documents that stay on so many pages: the fullest that does is taken."""

from collections.abc import Iterable
from datetime import date

from handlers.paper.document import Document
from handlers.paper.pdf import count, pdf

#: Any day does to find out how many pages there are.
_SOME_DAY = date(2026, 1, 1)


def fitting(documents: Iterable[Document], *, pages: int) -> Document:
    """Return the first document that has no more pages than these, else the last.

    The documents come fullest first, and are made only as far as they are needed.

    Raises
    ------
    ValueError
        When there is no document.
    """
    document = None
    for document in documents:
        if count(pdf(document, made=_SOME_DAY)) <= pages:
            break
    if document is None:
        raise ValueError("One document at least is needed.")
    return document
