"""Standard Markdown, as far as Slack's markdown block carries it, as safe HTML."""

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

SPAN = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|(?<!\w)[*_](?P<italic>[^*_\n]+)[*_](?!\w)"
    r"|~~(?P<strike>.+?)~~"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<target>https?://[^)\s]+)\)"
)
TAGS = {
    "bold": Markup("<strong>{}</strong>"),
    "italic": Markup("<em>{}</em>"),
    "strike": Markup("<s>{}</s>"),
    "code": Markup("<code>{}</code>"),
}
LINK = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
LINES = {
    "bullet": re.compile(r"\s*[-*+] (.*)"),
    "ordered": re.compile(r"\s*\d+[.)] (.*)"),
    "quote": re.compile(r"> ?(.*)"),
    "heading": re.compile(r"#{1,6} (.*)"),
    "row": re.compile(r"\|(.*)\|\s*$"),
}
WRAPS = {
    "bullet": Markup("<ul>{}</ul>"),
    "ordered": Markup("<ol>{}</ol>"),
    "quote": Markup("<blockquote>{}</blockquote>"),
    "heading": Markup("<h4>{}</h4>"),
    "plain": Markup("<p>{}</p>"),
}
ITEM = Markup("<li>{}</li>")
BREAK = Markup("<br>")


def html(text: str) -> Markup:
    """Return Markdown as HTML in which nothing the writer typed is markup."""
    parts = []
    for index, chunk in enumerate(text.split("```")):
        if index % 2:
            parts.append(Markup("<pre>{}</pre>").format(chunk.strip("\n")))
        else:
            parts.extend(_blocks(chunk))
    return Markup("").join(parts)


def _blocks(text: str) -> Iterator[Markup]:
    lines = [_line(line) for line in text.split("\n")]
    for kind, group in groupby(lines, key=lambda line: line[0]):
        held = [words for _, words in group]
        if kind == "row":
            yield _table(held)
        elif kind in {"bullet", "ordered"}:
            yield WRAPS[kind].format(Markup("").join(ITEM.format(_spans(each)) for each in held))
        elif kind != "blank":
            yield WRAPS[kind].format(BREAK.join(_spans(each) for each in held))


def _line(line: str) -> tuple[str, str]:
    if not line.strip():
        return "blank", ""
    for kind, pattern in LINES.items():
        match = pattern.fullmatch(line)
        if match:
            return kind, match[1]
    return "plain", line


def _table(rows: list[str]) -> Markup:
    cells = [[_spans(cell.strip()) for cell in row.split("|")] for row in rows]
    ruled = len(rows) > 1 and not rows[1].strip(" |:-")
    body = cells[:1] + cells[2:] if ruled else cells
    written = Markup("")
    for index, row in enumerate(body):
        cell = Markup("<th>{}</th>") if ruled and index == 0 else Markup("<td>{}</td>")
        written += Markup("<tr>{}</tr>").format(Markup("").join(cell.format(each) for each in row))
    return Markup('<div class="wide"><table>{}</table></div>').format(written)


def _spans(text: str) -> Markup:
    parts, at = [], 0
    for match in SPAN.finditer(text):
        parts.append(escape(text[at : match.start()]))
        if match["label"]:
            parts.append(LINK.format(match["target"], match["label"]))
        else:
            kind = str(match.lastgroup)
            parts.append(TAGS[kind].format(match[kind]))
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])
