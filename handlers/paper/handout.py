"""A short text as a page to hand out: large, with a code that holds the same."""

from datetime import datetime

from handlers.paper.document import Bullets, Code, Document, Part
from handlers.paper.pdf import pdf
from handlers.paper.qr import coded
from knowledge.words import _


def handout(title: str, lines: list[str], *, made: datetime) -> bytes:
    """Return the page as PDF; whoever points a camera at the code has the text in their phone."""
    caption = _("The same on a phone: point its camera here.")
    said: list[Part] = [Bullets(tuple(lines), large=True)] if lines else []
    return pdf(
        Document(title=title, parts=(*said, Code(coded([title, *lines]), caption))), made=made
    )
