"""Draft a revision from the difference between the tables and the newest revision.

``python -m storage.migrations.draft "What changes"``; read and mend it before committing.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.engine import connect
from storage.migrations.heads import HERE, config, upgrade


def draft(message: str) -> None:
    """Write the next numbered revision into ``versions``."""
    number = len(list((HERE / "versions").glob("*.py"))) + 1
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'draft.db'}")
        if number > 1:
            upgrade(engine)
        with engine.connect() as connection:
            command.revision(config(connection), message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()


if __name__ == "__main__":
    draft(sys.argv[1])
