"""Reviewed texts that the package carries as small YAML files, and what each must be.

They are in English, as the source of a translation: whoever shows one passes it through ``_()``.
"""

from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

#: One sentence, or a few words, on one line.
Line = Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^[^\n]+$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
#: The id of a source of the domain brief.
Source = Annotated[str, StringConstraints(pattern=r"^[ETKHP]\d\d$")]


class Declared(BaseModel):
    """What a sheet declares; a field that nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read(package: str, *path: str) -> Any:
    """Return what a YAML file beside the modules of ``package`` holds."""
    return yaml.safe_load(files(package).joinpath(*path).read_text(encoding="utf-8"))


def names(package: str, folder: str) -> list[str]:
    """Return the names of the files in a folder of ``package``, in order."""
    return sorted(file.name for file in files(package).joinpath(folder).iterdir())
