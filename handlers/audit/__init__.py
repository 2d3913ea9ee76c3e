"""`/coalition audit`: who did, or read, what sensitive thing, and when."""

from handlers.audit import command, message
from handlers.surface import Action, Command, Feature, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition audit outreach",),
            topic=Topic.RUNNING,
            does="Who did, or read, what of outreach: for outreach supervisors.",
            examples=("/coalition audit outreach",),
            needs=Permission.OUTREACH_SUPERVISE,
            door=command.on_outreach,
        ),
        Command(
            names=("coalition audit",),
            topic=Topic.RUNNING,
            does="Who did, or read, what that is sensitive; without outreach.",
            examples=("/coalition audit",),
            needs=Permission.AUDIT_READ,
            door=command.on_audit,
        ),
    ),
    actions=(
        Action(message.OLDER, Permission.AUDIT_READ, command.on_older),
        Action(message.OLDER_OUTREACH, Permission.OUTREACH_SUPERVISE, command.on_older_outreach),
    ),
    scopes=frozenset({"commands", "chat:write", "im:write"}),
)
