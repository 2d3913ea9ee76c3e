"""A whole city in a database, through the ordinary imports."""

from pathlib import Path

from bot.demo import fill
from handlers.toolbox import Toolbox


def import_sample_city(tools: Toolbox, folder: Path) -> None:
    """Import the sample city as the demo does, as it stands on the morning of ``tools.now()``."""
    fill(tools, folder / "sample-city")
