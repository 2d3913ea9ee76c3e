"""What people wrote, made safe to stand in a line of markup."""

import re
import unicodedata

from handlers.blocks import escape

#: Marks that would start bold, struck or code text, and a letter each that looks like it.
_MARKS = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_EDGE = re.compile(r"(?<!\w)_|_(?!\w)")
_EMOJI = re.compile(r":(?=[a-z0-9_+'-]+:)")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
#: Between these two, letters that run from right to left move nothing around them.
_ISOLATE, _END = "\u2068", "\u2069"


def literal(text: str) -> str:
    """Return text that shows as it was written: no markup, no mention, no turned line."""
    shown = _EMOJI.sub("\u2236", _EDGE.sub("\uff3f", text.translate(_MARKS)))
    return escape(f"{_ISOLATE}{shown}{_END}" if _turns(text) else shown)


def isolated(text: str) -> str:
    """Return plain text in which letters from right to left move nothing around them."""
    return f"{_ISOLATE}{text}{_END}" if _turns(text) else text


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
