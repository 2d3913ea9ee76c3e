"""What a person typed, as the rich text that Slack stores it as."""

import re
from typing import Any

from sandbox.words.mrkdwn import TOKEN, unescaped

Piece = dict[str, Any]
QUOTE = ("&gt;", ">")
DATE = re.compile(r"date\^(?P<timestamp>\d+)\^(?P<format>[^|^]+)")
STYLES = {"bold": "bold", "italic": "italic", "strike": "strike"}
REFERENCES = {"@": ("user", "user_id"), "#": ("channel", "channel_id")}


def block(text: str) -> Piece:
    """Return the one block of a message that somebody typed."""
    return {"type": "rich_text", "elements": _parts(text)}


def _parts(text: str) -> list[Piece]:
    parts: list[Piece] = []
    for chunk in re.split(r"(```\n?.+?\n?```)", text, flags=re.DOTALL):
        if chunk.startswith("```") and len(chunk) > len("``````"):
            code = {"type": "text", "text": unescaped(chunk[3:-3].strip("\n"))}
            parts.append({"type": "rich_text_preformatted", "elements": [code], "border": 0})
        else:
            parts += _paragraphs(chunk.strip("\n") if parts else chunk)
    return parts


def _paragraphs(text: str) -> list[Piece]:
    parts: list[Piece] = []
    kept: list[str] = []
    quoting = False
    for line in [*text.split("\n"), None]:
        quoted = line is not None and line.startswith(QUOTE)
        if kept and (line is None or quoted != quoting):
            kind = "rich_text_quote" if quoting else "rich_text_section"
            parts.append({"type": kind, "elements": _pieces("\n".join(kept), {})})
            kept = []
        quoting = quoted
        if line is not None:
            kept.append(re.sub(r"^(&gt;|>) ?", "", line) if quoted else line)
    return [part for part in parts if part["elements"]]


def _pieces(text: str, style: dict[str, bool]) -> list[Piece]:
    pieces, at = [], 0
    for match in TOKEN.finditer(text):
        pieces += _words(text[at : match.start()], style)
        pieces += _token(match, style)
        at = match.end()
    return pieces + _words(text[at:], style)


def _words(text: str, style: dict[str, bool]) -> list[Piece]:
    return [{"type": "text", "text": unescaped(text)} | _styled(style)] if text else []


def _token(match: re.Match[str], style: dict[str, bool]) -> list[Piece]:
    kind = str(match.lastgroup)
    words = match[kind]
    if kind in STYLES:
        return _pieces(words, style | {STYLES[kind]: True})
    if kind == "emoji":
        return [{"type": "emoji", "name": words} | _styled(style)]
    if kind == "link":
        return [_reference(words) | _styled(style)]
    return _words(words, style | {"code": True})


def _reference(words: str) -> Piece:
    target, _, label = words.partition("|")
    if target[:1] in REFERENCES:
        kind, field = REFERENCES[target[0]]
        return {"type": kind, field: target[1:]}
    date = DATE.match(target[1:]) if target.startswith("!") else None
    if date:
        shown = {"format": date["format"], "fallback": label}
        return {"type": "date", "timestamp": int(date["timestamp"]), **shown}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    named = {"text": unescaped(label)} if label else {}
    return {"type": "link", "url": unescaped(target), **named}


def _styled(style: dict[str, bool]) -> Piece:
    return {"style": style} if style else {}
