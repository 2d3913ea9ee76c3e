"""Names that people gave, shown so that they change nothing around them."""

from handlers.blocks import escape
from knowledge.partners.sectors import Sector, label

#: What turns the direction of the text that follows.
_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_BEGIN, _END = "\u2068", "\u2069"
#: What Slack reads as markup within a name.
_MARKUP = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ʼ"})


def shown(name: str) -> str:
    """Return a name as text that is neither markup nor turns what stands beside it.

    Its direction is its own: a name in Arabic stays readable, and so does what follows.
    """
    bare = " ".join(name.translate(_TURNING).split())
    quiet = escape(bare.translate(_MARKUP))
    return f"{_BEGIN}{quiet}{_END}" if any(not letter.isascii() for letter in quiet) else quiet


def sector(key: str) -> str:
    """Return the short name of a sector, "" for none."""
    return label(Sector(key)) if key in set(Sector) else ""
