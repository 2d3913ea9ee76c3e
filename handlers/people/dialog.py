"""The buttons and dialogs about people."""

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from slack_sdk import WebClient

from handlers import direct
from handlers.blocks import Block
from handlers.limits import fit_dialog
from handlers.people import (
    asking,
    changing,
    joining,
    listing,
    message,
    notice_words,
    noticing,
    review_words,
    reviewing,
    roster,
    roster_text,
    service,
    standing,
)
from handlers.people.notice_words import NoticeError
from handlers.surface import Call
from knowledge.access import Duties
from knowledge.errors import UsageError
from knowledge.words import _

NOTICE = "people.notice"


def on_join(call: Call) -> None:
    """Open the dialog in which somebody takes a seat."""
    view = asking.joining(language(call))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_joined(call: Call) -> None:
    """Keep what somebody said, or ask for the name of an organisation that is not listed."""
    if call.state[asking.ORGANISATION] == asking.NOT_LISTED:
        view = asking.listing(json.dumps(dict(call.state)))
        call.ack(response_action="update", view=fit_dialog(view))
        return
    call.ack()
    _join(call, call.state, partner=int(call.state[asking.ORGANISATION]))


def on_listed(call: Call) -> None:
    """Keep what somebody said, with the name of their organisation."""
    try:
        name = joining.named(call.state[asking.NAME] or "")
    except UsageError as error:
        call.ack(response_action="errors", errors={asking.NAME: str(error)})
        return
    call.ack()
    said = json.loads(call.text)
    _join(call, said, partner=None, name=name, sector=call.state[asking.SECTOR])


def on_confirm(call: Call) -> None:
    """Give one's word for what waits."""
    outcomes = service.confirm(call.tools, call.member, _ids(call))
    texts = [message.confirmed(one.told, why=one.why) for one in outcomes if one.told]
    call.tell(message.lines(texts))


def on_decline(call: Call) -> None:
    """Say no to what waits."""
    outcomes = service.decline(call.tools, call.member, _ids(call))
    texts = [message.declined(one.told) for one in outcomes if one.told]
    call.tell(message.lines(texts))


def on_page(call: Call) -> None:
    """Show another page of the roster."""
    call.tell(listing.roster(roster.read(call.tools, call.member), at=int(call.text)))


def on_text(call: Call) -> None:
    """Give the roster as a text that can be pasted anywhere."""
    call.tell(roster_text.as_text(roster.read(call.tools, call.member)))


def on_print(call: Call) -> None:
    """Send the roster as a page to print."""
    call.later(lambda: _print(call))


def _print(call: Call) -> None:
    found = roster.read(call.tools, call.member)
    content = roster_text.page(found, made=call.tools.now())
    direct.file(
        call.client, call.member.slack_user, content, name="roster.pdf", title=_("At our table")
    )


def on_change(call: Call) -> None:
    """Open what may be changed of a person."""
    view = asking.changing(changing.form(call.tools, call.member, call.text))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_changed(call: Call) -> None:
    """Propose what was changed; what is refused is said on top of the dialog."""
    person, state = call.text, call.state
    role, duties = asking.role(state), asking.duties(state)
    told = changing.put_right(call.tools, call.member, person, role=role, duties=duties)
    texts = [message.proposed(one) for one in told]
    if asking.TRAINED in state:
        said = state[asking.TRAINED]
        day = date.fromisoformat(said) if said else None
        if standing.train(call.tools, call.member, person, day):
            texts.append(_("The day of the training is kept."))
    call.ack()
    call.tell(message.lines(texts or [_("Nothing was changed.")]))


def on_suspend(call: Call) -> None:
    """Stop somebody's access, with a way back."""
    new, user = standing.suspend(call.tools, call.member, call.text, stop=True)
    call.tell(listing.suspended(user, call.text, stop=True, new=new))


def on_lift(call: Call) -> None:
    """Let somebody's access begin again."""
    new, user = standing.suspend(call.tools, call.member, call.text, stop=False)
    call.tell(listing.suspended(user, call.text, stop=False, new=new))


def on_take_over(call: Call) -> None:
    """Ask for the coordinator's seat where nobody holds it."""
    call.tell(message.lines([message.proposed(changing.take_over(call.tools, call.member))]))


def on_keep(call: Call) -> None:
    """Say that somebody's access is still right, and go on."""
    reviewing.look_at(call.tools, call.member, call.text, kept=True)
    call.tell(review_words.step(reviewing.step(call.tools, call.member)))


def on_remove(call: Call) -> None:
    """Take somebody's seat away, or propose it, and go on."""
    told = reviewing.remove(call.tools, call.member, call.text)
    call.tell(message.lines([message.proposed(one) for one in told]))
    call.tell(review_words.step(reviewing.step(call.tools, call.member)))


def on_notice(call: Call) -> None:
    """Open the dialog of a shooting notice."""
    today = noticing.today(call.tools, workspace=call.member.workspace)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(asking.noticing(today)))


def on_noticed(call: Call) -> None:
    """Hand a notice to outreach; the receipt is all that comes back."""
    state = call.state
    try:
        noticing.send_notice(
            call.tools,
            call.member,
            place=int(state[asking.PLACE]),
            day=date.fromisoformat(state[asking.DAY]),
            at=time.fromisoformat(state[asking.TIME]),
            people_shot=int(state[asking.SHOT]),
        )
    except NoticeError as error:
        call.ack(response_action="errors", errors={asking.DAY: str(error)})
        return
    call.ack()
    call.tell(notice_words.handed())


def offer_organisations(call: Call) -> list[Block]:
    """Return the organisations that fit what was typed."""
    found = joining.organisations(call.tools, workspace=call.member.workspace, typed=call.text)
    return asking.organisations(found)


def offer_places(call: Call) -> list[Block]:
    """Return the places that fit what was typed."""
    found = noticing.places(call.tools, workspace=call.member.workspace, typed=call.text)
    return asking.places(found)


def on_user_change(call: Call) -> None:
    """Take note of who left Slack, or came back."""
    gone = bool(call.event["user"].get("deleted"))
    user = call.member.slack_user
    standing.leave(call.tools, workspace=call.member.workspace, slack_user=user, gone=gone)


def language(call: Call) -> str:
    """Return the language that somebody chose before."""
    return joining.language(call.tools, call.member)


def _join(
    call: Call, state: Mapping[str, Any], *, partner: int | None, name: str = "", sector: str = ""
) -> None:
    said = joining.Joining(
        partner=partner,
        duties=Duties(state[asking.DUTIES]),
        language=state[asking.LANGUAGE],
        name=name,
        sector=sector,
        guest=_is_guest(call.client, call.member.slack_user),
    )
    waiting = joining.join(call.tools, call.member, said)
    call.tell(message.joined(waiting, police=said.duties is Duties.LAW_ENFORCEMENT))


def _is_guest(client: WebClient, user: str) -> bool:
    """Say whether Slack holds somebody for a guest, or for one of another workspace."""
    said = client.users_info(user=user)["user"]
    return any(said.get(word) for word in ("is_restricted", "is_ultra_restricted", "is_stranger"))


def _ids(call: Call) -> list[int]:
    return [int(one) for one in call.text.split(",")]
