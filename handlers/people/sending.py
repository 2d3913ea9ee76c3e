"""Promising somebody a message of their own."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.blocks import Message
from handlers.deliveries import service as deliveries
from knowledge.access import Permission
from knowledge.deliveries import Kind


def send(
    session: Session,
    workspace: int,
    parts: tuple[object, ...],
    to: str | None,
    told: Message,
    now: datetime,
    *,
    needs: Permission = Permission.SELF_MANAGE,
    receipt: tuple[str, Message] | None = None,
) -> None:
    """Promise somebody a message; who is forgotten gets none."""
    if to:
        deliveries.enqueue(
            session,
            workspace=workspace,
            parts=parts,
            kind=Kind.PERSONAL,
            needs=needs,
            message=told,
            now=now,
            person=to,
            receipt=receipt,
        )
