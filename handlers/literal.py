"""What people wrote, made safe to stand in a line of markup."""

import re
import unicodedata

from handlers.blocks import escape

#: Marks that would start bold, struck or code text, and a letter each that looks like it.
_MARKS = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_EDGE = re.compile(r"(?<!\w)_|_(?!\w)")
_EMOJI = re.compile(r":(?=[a-z0-9_+'-]+:)")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
#: What turns the direction of the text that follows it, far beyond its own end.
_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
#: Between these two, letters that run from right to left move nothing around them.
_ISOLATE, _END = "\u2068", "\u2069"


def literal(text: str) -> str:
    """Return text that shows as it was written: no markup, no mention, no turned line."""
    bare = text.translate(_TURNING)
    shown = _EMOJI.sub("\u2236", _EDGE.sub("\uff3f", bare.translate(_MARKS)))
    return escape(isolated(shown))


def isolated(text: str) -> str:
    """Return plain text in which letters from right to left move nothing around them."""
    bare = text.translate(_TURNING)
    return f"{_ISOLATE}{bare}{_END}" if _turns(bare) else bare


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
