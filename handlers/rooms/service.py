"""What becomes of a channel that the bot comes to, that somebody limited joins, or that ends."""

from sqlalchemy.orm import Session

from handlers.blocks import Message
from handlers.deliveries.service import enqueue
from handlers.rooms import message
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, Role, refusal
from knowledge.deliveries import Kind as Post
from knowledge.rooms import Kind, kind, needed
from storage import channels, people
from storage.channels import Use
from storage.events import live


def move_in(tools: Toolbox, *, workspace: int, channel: str, inviter: str) -> None:
    """Remember a channel that the bot was invited to; whoever did that answers for it.

    Parameters
    ----------
    inviter
        Their Slack user; "" where nobody of this workspace is known to have done it.
    """
    with tools.begin() as session:
        owner = None
        if inviter:
            now = tools.now()
            owner = people.ensure(session, workspace=workspace, slack_user=inviter, now=now).id
        channels.remember(session, workspace=workspace, channel=channel, owner=owner)


def used(tools: Toolbox, *, workspace: int, channel: str) -> Use | None:
    """Return what the coalition uses a channel for, or None where it does not."""
    with tools.read() as session:
        return channels.used(session, workspace=workspace, channel=channel)


def stir(tools: Toolbox, *, workspace: int, channel: str) -> None:
    """Have what keeps itself up there made anew: somebody came who may see less."""
    with tools.begin() as session:
        live.stir(session, workspace=workspace, channel=channel)


def narrows(use: Use, member: Member) -> bool:
    """Say whether less may be posted in a channel once ``member`` is in it."""
    return refusal(member, needed(use.purpose)) is not None


def tell_joined(tools: Toolbox, *, use: Use, member: Member, creator: str) -> None:
    """Tell whoever answers for a channel that somebody limited joined it.

    However many join, that is one message for each kind of limit and day; for visitors, who
    come and go, and month.
    """
    limit = kind(member)
    if limit is None:
        return
    slot = f"{tools.now():%Y-%m}" if limit is Kind.VISITOR else f"{tools.now():%Y-%m-%d}"
    with tools.begin() as session:
        _tell(
            session,
            tools,
            use=use,
            workspace=member.workspace,
            creator=creator,
            but=member.slack_user,
            parts=("narrowed", use.channel, limit.value, slot),
            told=message.narrowed(use.channel, limit, purpose=use.purpose),
        )


def close(tools: Toolbox, *, workspace: int, channel: str, why: str) -> None:
    """Mark a channel as closed, and tell whoever answers for it, once."""
    now = tools.now()
    with tools.begin() as session:
        use = channels.close(session, workspace=workspace, channel=channel, now=now)
        if use is not None:
            _tell(
                session,
                tools,
                use=use,
                workspace=workspace,
                parts=("channel closed", channel, now),
                told=message.left(channel, why=why, purpose=use.purpose),
            )


def _tell(
    session: Session,
    tools: Toolbox,
    *,
    use: Use,
    workspace: int,
    parts: tuple[object, ...],
    told: Message,
    creator: str = "",
    but: str = "",
) -> None:
    for user in _answerable(session, use, workspace=workspace, creator=creator, but=but):
        enqueue(
            session,
            workspace=workspace,
            parts=(*parts, user),
            kind=Post.PERSONAL,
            needs=Permission.PEOPLE_READ,
            message=told,
            now=tools.now(),
            person=user,
        )


def _answerable(session: Session, use: Use, *, workspace: int, creator: str, but: str) -> list[str]:
    """Return the Slack users to tell: the owner, else who made it if seated, else coordinators."""
    row = people.by_id(session, workspace=workspace, person=use.owner) if use.owner else None
    asked = [user for user in (row.slack_user if row else "", creator) if user and user != but]
    known = people.members(session, workspace=workspace, slack_users=asked)
    seated = [user for user in asked if refusal(known[user], Permission.PEOPLE_READ) is None]
    if seated:
        return seated[:1]
    coordinators = people.holding(session, workspace=workspace, role=Role.COORDINATOR)
    return [one.slack_user for one in coordinators if one.slack_user != but]
