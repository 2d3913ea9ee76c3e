"""Answers of the setup that open outreach to others, and so never rest on one person."""

from typing import Any

from knowledge.setup.owners import Owner
from knowledge.setup.questions import Question


def opens_outreach(question: Question, before: Any, after: Any) -> bool:
    """Return whether an answer lets more people near what outreach knows than the one before.

    Another owner of the Slack may let outreach be logged where it was not (T26); a channel that
    is no longer outreach's may be joined by anybody.

    Parameters
    ----------
    before, after
        The question's value as it is kept; None where it was not answered.
    """
    if question is Question.OWNER:
        kept = before is not None and Owner(before).keeps_outreach
        return not kept and Owner(after).keeps_outreach
    if question is Question.CHANNELS:
        return bool(taken_off(before, after))
    return False


def taken_off(before: Any, after: Any) -> list[str]:
    """Return the channels that would be outreach's no longer."""
    kept = set(after.get("outreach", ()))
    return [one for one in (before or {}).get("outreach", ()) if one not in kept]
