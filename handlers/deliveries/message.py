"""What is said of posts that did not arrive; never a word of what was in them."""

from handlers.blocks import Message, escape, section
from knowledge.deliveries.outcome import Ended, State
from knowledge.words import _

#: Ends that whoever answers for a channel hears of.
TOLD = frozenset({State.REFUSED, State.FAILED, State.UNKNOWN})


def not_posted(channel: str, outcome: Ended) -> Message:
    """Return what the owner of a channel is told of a post that did not arrive there."""
    where = f"<#{channel}>"
    if outcome.state is State.UNKNOWN:
        text = _(
            "I may have posted something in {where}, and I cannot find out whether I did, so I do "
            "not post it again. Look there. {fix}"
        ).format(where=where, fix=_fix(outcome.why))
    elif outcome.state is State.REFUSED:
        text = _("I did not post something in {where}. {why}").format(
            where=where, why=escape(outcome.why)
        )
    else:
        text = _("I could not post in {where}. {fix}").format(where=where, fix=_fix(outcome.why))
    return Message(_("A post of mine did not arrive."), [section(text)])


def _fix(error: str) -> str:
    """Return what to do about Slack's reason."""
    if error == "is_archived":
        return _("The channel is archived: unarchive it, or choose another channel for my posts.")
    if error in ("channel_not_found", "not_in_channel"):
        return _("I am not in that channel any more: type `/invite @Coalition` there.")
    if error.startswith("restricted_action"):
        return _("Only some people may post there: let me, or choose another channel.")
    if error == "missing_scope":
        return _("I may not read my own posts there: reinstall me from `manifest.json`.")
    if not error:
        return _("Slack did not answer for hours.")
    return _("Slack calls the reason `{error}`.").format(error=escape(error))
