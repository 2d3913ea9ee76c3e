"""What Alembic runs: the caller's own connection, and the tables to compare with."""

from typing import Any, Literal

from alembic import context

from storage.engine import UtcDateTime
from storage.secrets import Ciphertext
from storage.tables import Base


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own types as the plain columns they are; a migration needs none of our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Ciphertext):
        return "sa.Text()"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_render,
)
with context.begin_transaction():
    context.run_migrations()
