"""The items of an event type as a coalition has them: its own added, its retired left out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.events.items import Item, adapted, items_for
from knowledge.events.kinds import EventType
from storage.tables import TemplateItem

#: The list that every type begins with.
CORE = "core"


def items(session: Session, *, workspace: int, kind: EventType) -> tuple[Item, ...]:
    """Return every item of a type, those that the coalition changed in its own words."""
    rows = session.scalars(
        select(TemplateItem)
        .where(TemplateItem.workspace_id == workspace, TemplateItem.list.in_([CORE, kind.value]))
        .order_by(TemplateItem.list != CORE, TemplateItem.item)
    ).all()
    own = [Item.model_validate(row.wording) for row in rows if row.wording is not None]
    return adapted(items_for(kind), own, [row.item for row in rows if row.retired])
