"""The lists of items as a coalition has them: its own added, its words, its retired left out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.events import checklists
from knowledge.events.checklists import CORE, Listed, Own
from knowledge.events.items import Item
from knowledge.events.kinds import EventType
from storage.tables import TemplateItem


def items(session: Session, *, workspace: int, kind: EventType) -> tuple[Item, ...]:
    """Return every item that a new plan of a type takes, as the coalition has them."""
    return checklists.active(listed(session, workspace=workspace, of=kind.value))


def known(session: Session, *, workspace: int, kind: EventType) -> dict[str, Item]:
    """Return every item of a type by its id, the retired ones too: they stay on older plans."""
    return checklists.by_id(listed(session, workspace=workspace, of=kind.value))


def listed(session: Session, *, workspace: int, of: str) -> tuple[Listed, ...]:
    """Return a list, ``core`` or that of a type with the core's, the retired items among it."""
    return checklists.listed(of, owned(session, workspace=workspace, lists=(CORE, of)))


def owned(
    session: Session, *, workspace: int, lists: tuple[str, ...] = checklists.names()
) -> list[Own]:
    """Return what a coalition made of the items of some lists."""
    wanted = (TemplateItem.workspace_id == workspace, TemplateItem.list.in_(set(lists)))
    return [
        Own(
            list=row.list,
            item=row.item,
            retired=row.retired,
            reason=row.reason or "",
            wording=row.wording,
            version=row.version,
            by=row.by,
            at=row.at,
        )
        for row in session.scalars(
            select(TemplateItem).where(*wanted).execution_options(populate_existing=True)
        )
    ]
