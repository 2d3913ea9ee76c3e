"""Where the database is and where it should be; `python -m` checks there is one head."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent


def wanted() -> str:
    """Return the newest revision, read from the files' names and headers alone.

    Alembic takes half a second to import, which a start that has nothing to do should
    not wait for.

    Raises
    ------
    ValueError
        When revisions branch, so that there is not one newest.
    """
    revisions: set[str] = set()
    parents: set[str] = set()
    for file in (HERE / "versions").glob("*.py"):
        source = file.read_text(encoding="utf-8")
        revisions.update(re.findall(r'^revision = "(\w+)"', source, re.M))
        parents.update(re.findall(r'^down_revision = "(\w+)"', source, re.M))
    heads = revisions - parents
    if len(heads) != 1:
        raise ValueError(f"migrations must have one head, found {sorted(heads)}")
    return heads.pop()


def current(engine: Engine) -> str | None:
    """Return the revision that the database is at, or None for a new one."""
    with engine.execution_options(reads=True).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def upgrade(engine: Engine) -> bool:
    """Bring the database to the newest revision; return whether anything was to do."""
    if current(engine) == wanted():
        return False
    from alembic import command

    with engine.connect() as connection:
        command.upgrade(config(connection), "head")
        connection.commit()
    return True


def config(connection: Connection) -> "Config":
    """Return Alembic's configuration around a connection of ours."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(HERE))
    made.attributes["connection"] = connection
    return made


if __name__ == "__main__":
    sys.stdout.write(f"one head: {wanted()}\n")
