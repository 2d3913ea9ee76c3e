"""The layouts of publishers' files that the package carries."""

from functools import cache
from importlib.resources import files

import yaml

from knowledge.errors import UsageError
from knowledge.incidents.preset import Preset
from knowledge.words import _

_FOLDER = "presets"


@cache
def every() -> tuple[Preset, ...]:
    """Return every preset, by name."""
    folder = files("knowledge.incidents").joinpath(_FOLDER)
    declared = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(Preset.model_validate(yaml.safe_load(file.read_text())) for file in declared)


def named(name: str) -> Preset:
    """Return the preset of a name.

    Raises
    ------
    UsageError
        When there is none; it lists those there are.
    """
    for preset in every():
        if preset.name == name:
            return preset
    known = ", ".join(preset.name for preset in every())
    raise UsageError(
        _("There is no preset {name}. There are: auto, {known}.").format(name=name, known=known)
    )
