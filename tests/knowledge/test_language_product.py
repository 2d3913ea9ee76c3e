"""What the product itself says passes its own word list, in every room and every sheet."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from handlers.features import FEATURES
from knowledge.language.lint import lint

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage", "knowledge")
#: Texts that are not our words: the list itself, and publishers' names for their columns.
NOT_OURS = {"words.yaml"}
#: Names of columns, code and placeholders are no words about people.
CODE = re.compile(r"```.*?```|`[^`]*`|\{[^}]*\}|--\w[\w-]*", re.DOTALL)
#: What people type, which is understood and never said; and a column's name.
ASKED_FOR = {"victims compensation", "crime victims", "victims"}
COLUMNS = re.compile(r"\bnumber, victims, fatal\b")


def literals(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from told(node)
        elif isinstance(node, ast.FunctionDef) and any(
            ".command" in ast.unparse(one) or ".callback" in ast.unparse(one)
            for one in node.decorator_list
        ):
            yield ast.get_docstring(node) or ""


def looked_up(tree: ast.AST) -> Iterator[str]:
    """Yield what a module may translate by a name, such as titles in a table: every constant."""
    by_name = any(
        isinstance(node, ast.Call)
        and ast.unparse(node.func) == "_"
        and not all(is_text(one) for one in node.args)
        for node in ast.walk(tree)
    )
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    if by_name:
        texts = (node for node in ast.walk(tree) if is_text(node))
        yield from (node.value for node in texts if id(node) not in described)


def told(call: ast.Call) -> Iterator[str]:
    name = ast.unparse(call.func)
    if name in {"_", "ngettext"}:
        yield from (one.value for one in call.args if is_text(one))
    yield from (
        one.value.value for one in call.keywords if one.arg == "help" and is_text(one.value)
    )


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def findings(text: str) -> list[str]:
    return [one.words for one in lint(COLUMNS.sub(" ", CODE.sub(" … ", text)))]


def sources() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def test_sentences_in_code_put_people_first():
    said = [
        (str(path.relative_to(ROOT)), words, text)
        for path in sources()
        for text in literals(ast.parse(path.read_text(encoding="utf-8")))
        if (words := findings(text))
    ]

    assert said == []


def test_titles_in_tables_put_people_first():
    said = [
        (str(path.relative_to(ROOT)), words, text)
        for path in sources()
        for text in looked_up(ast.parse(path.read_text(encoding="utf-8")))
        if text not in ASKED_FOR and (words := findings(text))
    ]

    assert said == []


def test_titles_in_tables_are_really_looked_at():
    tree = ast.parse('TITLES = {1: "The inmate"}\ndef title(n):\n    return _(TITLES[n])')

    assert [words for text in looked_up(tree) if (words := findings(text))] == [["inmate"]]


def test_the_sample_coalition_is_among_the_texts():
    texts = {path.parent.name for path in (ROOT / "knowledge").rglob("*.yaml")}

    assert {"sample_coalition", "templates", "phases", "meetings", "agreements"} <= texts


def test_sentences_are_really_looked_at():
    tree = ast.parse('_("the inmate")\nngettext("a thug", "{n} thugs", 2)\nOption(help="a felon")')

    assert [findings(text) for text in literals(tree)] == [
        ["inmate"],
        ["thug"],
        ["thugs"],
        ["felon"],
    ]
    assert sum(1 for path in sources() for _ in literals(ast.parse(path.read_text("utf-8")))) > 300


def test_texts_that_the_package_carries_put_people_first():
    said = [
        (path.name, words, text)
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.yaml"))
        if path.name not in NOT_OURS and path.parent.name != "presets"
        for text in strings(yaml.safe_load(path.read_text(encoding="utf-8")))
        if (words := findings(text))
    ]

    assert said == []


def test_commands_say_what_they_do_with_people_first():
    for feature in FEATURES:
        for command in feature.commands:
            assert findings(" ".join((command.does, command.usage, *command.examples))) == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "docs/privacy.md"])
def test_what_newcomers_read_puts_people_first(name):
    assert findings((ROOT / name).read_text(encoding="utf-8")) == []


def test_manifest_puts_people_first():
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))

    assert [words for text in strings(manifest) if (words := findings(text))] == []
