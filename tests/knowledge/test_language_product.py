"""What the product itself says passes its own word list."""

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
        for path in sorted((ROOT / "knowledge").rglob("*.yaml"))
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
