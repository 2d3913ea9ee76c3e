"""Promising a post; the job beside this posts what is due."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.blocks import Message
from knowledge.access import Permission
from knowledge.deliveries import Kind, promise
from storage import deliveries


def enqueue(
    session: Session,
    *,
    workspace: int,
    parts: tuple[object, ...],
    kind: Kind,
    needs: Permission,
    message: Message,
    now: datetime,
    due: datetime | None = None,
    channel: str | None = None,
    person: str | None = None,
    thread: str = "",
    place: str = "",
) -> bool:
    """Promise a message within the caller's transaction; say whether it was not promised yet.

    Parameters
    ----------
    parts
        What names the promise, such as ``("agreement", 12, "30 days")``: the same parts, one
        post, however often it is promised.
    needs
        What everybody who could read it must be allowed; checked again when it is posted.
    due
        When it is to arrive; at once by default.
    channel, person
        Where to: one of the two, a person by their Slack user.
    place
        Key of the place it is about, so that a pause of that place holds it.
    """
    return deliveries.enqueue(
        session,
        workspace=workspace,
        key=promise(workspace, *parts),
        kind=kind,
        needs=needs,
        payload={"text": message.text, "blocks": message.blocks},
        due=due or now,
        now=now,
        channel=channel,
        person=person,
        thread=thread,
        place=place,
    )
