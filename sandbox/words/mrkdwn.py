"""Slack's mrkdwn: read into nodes, written as safe HTML or as plain text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

EMOJI = {
    "wave": "👋", "white_check_mark": "✅", "heavy_check_mark": "✔️", "warning": "⚠️", "x": "❌",
    "tada": "🎉", "bell": "🔔", "calendar": "📅", "round_pushpin": "📍", "pushpin": "📌",
    "world_map": "🗺️", "bar_chart": "📊", "chart_with_upwards_trend": "📈", "lock": "🔒",
    "chart_with_downwards_trend": "📉", "hourglass_flowing_sand": "⏳", "point_right": "👉",
    "information_source": "ℹ️", "memo": "📝", "clipboard": "📋", "books": "📚", "link": "🔗",
    "mag": "🔍", "gear": "⚙️", "house": "🏠", "heart": "❤️", "thumbsup": "👍", "+1": "👍",
    "thumbsdown": "👎", "-1": "👎", "eyes": "👀", "pray": "🙏", "raised_hands": "🙌",
    "speech_balloon": "💬", "bulb": "💡", "alarm_clock": "⏰", "family": "👪", "school": "🏫",
    "hospital": "🏥", "handshake": "🤝", "seedling": "🌱", "red_circle": "🔴", "smile": "😄",
    "large_green_circle": "🟢", "large_yellow_circle": "🟡", "large_orange_circle": "🟠",
    "large_blue_circle": "🔵", "black_circle": "⚫", "white_circle": "⚪",
    "busts_in_silhouette": "👥",
}  # fmt: skip

TOKEN = re.compile(
    r"```\n?(?P<pre>.+?)\n?```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<link>[^<>\n]+)>"
    r"|(?<![\w*])\*(?P<bold>(?! )[^*\n]+?(?<! ))\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>(?! )[^_\n]+?(?<! ))_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>(?! )[^~\n]+?(?<! ))~(?![\w~])"
    r"|:(?P<emoji>[a-z0-9_+-]+):",
    re.DOTALL,
)
TAGS = {
    "bold": Markup("<strong>{}</strong>"),
    "italic": Markup("<em>{}</em>"),
    "strike": Markup("<s>{}</s>"),
    "quote": Markup("<blockquote>{}</blockquote>"),
    "pre": Markup("<pre>{}</pre>"),
    "code": Markup("<code>{}</code>"),
}
SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
Named = Callable[[str], str]


@dataclass(frozen=True)
class Node:
    """A piece of text: its kind, its words, and what it encloses."""

    kind: str
    text: str = ""
    target: str = ""
    inside: list["Node"] = field(default_factory=list)


def parse(text: str, named: Named) -> list[Node]:
    """Return the nodes of a mrkdwn text; ``named`` tells what an identifier is called."""
    nodes: list[Node] = []
    plain: list[str] = []
    quoted: list[str] = []

    def flush() -> None:
        if quoted:
            nodes.append(Node("quote", inside=_spans("\n".join(quoted), named)))
            quoted.clear()
        if plain:
            nodes.extend(_spans("\n".join(plain), named))
            plain.clear()

    fenced = False
    for line in text.split("\n"):
        quoting = not fenced and line.startswith(("&gt;", ">"))
        if quoting != bool(quoted):
            flush()
        if quoting:
            quoted.append(line.removeprefix("&gt;").removeprefix(">").lstrip(" "))
        else:
            plain.append(line)
        fenced ^= line.count("```") % 2 == 1
    flush()
    return nodes


def html(text: str, named: Named) -> Markup:
    """Return mrkdwn as HTML in which nothing the writer typed is markup."""
    return _html(parse(text, named))


def plain(text: str, named: Named) -> str:
    """Return mrkdwn as the words a reader sees."""
    return _plain(parse(text, named))


def unescaped(text: str) -> str:
    """Return text with the three characters that Slack escapes put back."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escaped(text: str) -> str:
    """Return text with the three characters that Slack escapes taken out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def emoji(text: str) -> str:
    """Return text with the emoji names that are known drawn."""
    return re.sub(r":([a-z0-9_+-]+):", lambda m: EMOJI.get(m[1], m[0]), text)


def _spans(text: str, named: Named) -> list[Node]:
    nodes, at = [], 0
    for match in TOKEN.finditer(text):
        if match.start() > at:
            nodes.append(Node("text", unescaped(text[at : match.start()])))
        nodes.append(_node(match, named))
        at = match.end()
    if at < len(text):
        nodes.append(Node("text", unescaped(text[at:])))
    return nodes


def _node(match: re.Match[str], named: Named) -> Node:
    kind = str(match.lastgroup)
    words = match[kind]
    if kind in {"pre", "code"}:
        return Node(kind, unescaped(words))
    if kind == "emoji":
        return Node("text", EMOJI.get(words, match[0]))
    if kind == "link":
        return _link(words, named)
    return Node(kind, inside=_spans(words, named))


def _link(words: str, named: Named) -> Node:
    target, _, label = words.partition("|")
    if target.startswith(("@", "#")):
        return Node("mention", target[0] + (unescaped(label) or named(target[1:])))
    if target.startswith("!"):
        word = target[1:].split("^")[0]
        shown = unescaped(label) if label else f"@{word}"
        return Node("text" if word == "date" else "mention", shown)
    return Node("link", unescaped(label or target), unescaped(target))


def _html(nodes: list[Node]) -> Markup:
    return Markup("").join(_html_node(node) for node in nodes)


def _html_node(node: Node) -> Markup:
    if node.kind == "text":
        return Markup("<br>").join(escape(line) for line in node.text.split("\n"))
    if node.kind in TAGS:
        return TAGS[node.kind].format(_html(node.inside) if node.inside else node.text)
    if node.kind == "link" and SAFE_LINK.match(node.target):
        anchor = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
        return anchor.format(node.target, node.text)
    return Markup('<span class="{}">{}</span>').format(node.kind, node.text)


def _plain(nodes: list[Node]) -> str:
    return "".join(_plain(node.inside) if node.inside else node.text for node in nodes)
