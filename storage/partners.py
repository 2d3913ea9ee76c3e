"""The organisations of a coalition."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import PartnerRow


def add_organisation(
    session: Session, *, workspace: int, name: str, sector: str, now: datetime
) -> int:
    """Return the id of the organisation of that name, made when there is none yet."""
    same = (
        PartnerRow.workspace_id == workspace,
        func.lower(PartnerRow.name) == name.lower(),
        PartnerRow.archived_at.is_(None),
    )
    found = session.scalars(select(PartnerRow.id).where(*same).order_by(PartnerRow.id)).first()
    if found is not None:
        return found
    made = PartnerRow(
        workspace_id=workspace, name=name, sector=sector, services=[], hours=None,
        languages=[], places=[], created_at=now,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id
