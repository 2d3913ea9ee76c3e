"""Which dialog of the setup comes now."""

from slack_sdk.errors import SlackApiError

from handlers.blocks import Block
from handlers.failures import slack_error
from handlers.limits import fit_dialog
from handlers.setup import asking, founding, seating, service, summary
from handlers.setup.service import Form
from handlers.surface import Call
from knowledge.errors import UsageError
from knowledge.setup.questions import Question, title
from knowledge.words import _


def beginning(call: Call, said: str = "") -> Block:
    """Return the dialog that a person begins with: who coordinates, a question, the summary.

    Raises
    ------
    UsageError
        When there is no such question.
    """
    if not call.member.opened:
        named = founding.named(call.tools, workspace=call.member.workspace)
        return fit_dialog(seating.who_view(named or call.member.slack_user))
    wanted = _question(said)
    known = service.form(call.tools, workspace=call.member.workspace)
    if wanted is not None and wanted is not Question.COORDINATOR:
        return shown(call, wanted, known, gap=True)
    return going_on(call, known)


def going_on(call: Call, known: Form, *, after: Question = Question.COORDINATOR) -> Block:
    """Return the next question, or the summary at the end."""
    following = service.next_question(known, after=after)
    if following is None:
        return fit_dialog(summary.summary_view(known))
    return shown(call, following, known)


def shown(call: Call, question: Question, known: Form, *, gap: bool = False) -> Block:
    """Return the dialog of one question, with a zone to begin with where it asks for one."""
    zone = ""
    if question is Question.ZONE and question not in known.answers:
        zone = _zone_of(call)
    return fit_dialog(asking.question_view(question, known, zone=zone, gap=gap))


def at_end(known: Form) -> bool:
    """Say whether every question was answered or put off."""
    return service.next_question(known) is None


def _question(said: str) -> Question | None:
    word = said.strip().lower()
    if not word or word == "next":
        return None
    for one in Question:
        if word in (one.value, title(one).lower()):
            return one
    known = ", ".join(f"`{one.value}`" for one in Question if one is not Question.COORDINATOR)
    raise UsageError(
        _("The setup has no such question. Type `/coalition setup`, or one of: {known}.").format(
            known=known
        )
    )


def _zone_of(call: Call) -> str:
    """Return the zone that somebody keeps in Slack, "" where Slack does not tell."""
    try:
        user = call.client.users_info(user=call.member.slack_user)["user"]
    except SlackApiError as error:
        if slack_error(error) == "missing_scope":
            raise
        return ""
    return str(user.get("tz") or "")
