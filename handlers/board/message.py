"""What the board says: in its channel, to who asked, and to who can."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    discreet,
    escape,
    header,
    mention,
    plain,
    section,
)
from handlers.board import wording
from handlers.literal import isolated, literal
from handlers.rooms import Room
from knowledge.board.need import Need, State
from knowledge.words import _, ngettext

if TYPE_CHECKING:
    from handlers.board.service import Asked, Board

TAKE = "board.take"
POST = "board.post"
CHANGE = "board.change"
RELEASE = "board.release"
WITHDRAW = "board.withdraw"
THANK = "board.thank"
ASK = "board.ask"

#: What a button under the post in the channel holds after the need's number.
ON_POST, IN_LIST = "post", "list"
YES, NO = "yes", "no"
#: How many needs a list shows, and how many are thanked.
_NEEDS, _THANKS = 15, 10


def post(need: Need, users: Mapping[str, str], zone: tzinfo) -> Message:
    """Return a need as it stands in its channel."""
    words = _line(need)
    if need.state is State.OPEN:
        about = _("Asked by {who} · open until {until}").format(
            who=mention(users, need.asked_by), until=wording.moment(need.until, zone)
        )
        can = button(_("I can"), action=TAKE, value=f"{need.id}:{ON_POST}", primary=True)
        blocks = [section(_("*Who can?*")), words, context(about), actions(can)]
        return Message(_("Who can? {line}").format(line=escape(isolated(need.text))), blocks)
    told = _ended(need)
    if not need.text:  # who asked is forgotten, and so are their words
        return Message(told, [section(told)])
    return Message(f"{told} {escape(isolated(need.text))}", [words, section(told)])


def withheld() -> Message:
    """Return what stands in the place of a need where somebody came who may not see it."""
    told = _(
        "This need is not shown here any more. Members find the board with `/coalition board`."
    )
    return Message(told, [section(told)])


def confirmation(asked: "Asked", room: Room) -> list[Block]:
    """Return what will be posted, who sees it, and what to look at once more."""
    who = _(
        "This goes to {room} ({who}). Every member who opens `/coalition board` sees it too."
    ).format(room=f"<#{room.id}>", who=room.who)
    until = wording.moment(asked.need.until, asked.zone)
    closes = _("It is open until {until}, then it closes by itself.").format(until=until)
    blocks = [section(who), _line(asked.need), context(closes)]
    if asked.doubts:
        lead = _("Look once more before you post: say what is needed, never for whom.")
        blocks.append(section("\n".join([f"*{lead}*", *(f"• {one}" for one in asked.doubts)])))
    return blocks


def ask_first(asked: "Asked", room: Room) -> Message:
    """Ask whoever typed a need whether it is to be posted."""
    key = str(asked.need.id)
    label = _("Post anyway") if asked.doubts else _("Post it")
    go = button(label, action=POST, value=key, primary=not asked.doubts, danger=bool(asked.doubts))
    change = button(_("Change it"), action=CHANGE, value=key)
    text = _("Post this in #{room}?").format(room=escape(room.name))
    return Message(text, [*confirmation(asked, room), actions(go, change)])


def ask_where(need: Need) -> Message:
    """Ask in which channel a need is to be posted."""
    told = _("In which channel shall I ask?")
    choose = button(_("Choose a channel"), action=CHANGE, value=str(need.id), primary=True)
    return Message(told, [section(told), _line(need), actions(choose)])


def posted(need: Need) -> Message:
    """Say where a need was posted, with the way to take it back."""
    told = _("Posted in {room}. You get a message from me as soon as somebody can.").format(
        room=f"<#{need.channel}>"
    )
    return Message(told, [section(told), actions(_withdraw(need))])


def perhaps_posted(need: Need) -> Message:
    """Say that Slack did not answer, so that it may or may not be there."""
    told = _("Slack did not answer, so look in {room} before you ask again: it may be there.")
    return Message(told.format(room=f"<#{need.channel}>"))


def listing(shown: "Board") -> Message:
    """Return what is needed, what the reader took, and whom to thank."""
    many = len(shown.open)
    lead = ngettext("{n} thing is needed", "{n} things are needed", many).format(n=many)
    if not many:
        lead = _("Nothing is needed just now.")
    blocks: list[Block] = [header(_("“I can” board")), section(lead)]
    blocks += [_listed(one, shown) for one in shown.open[:_NEEDS]]
    if many > _NEEDS:
        left = many - _NEEDS
        blocks.append(context(ngettext("and {n} more", "and {n} more", left).format(n=left)))
    if shown.mine:
        blocks.append(section(_("*You said you can*")))
        blocks += [_mine(one, shown) for one in shown.mine[:_NEEDS]]
    if shown.thanks:
        blocks.append(section(_thanked(shown)))
    how = _("Ask in one line: `/coalition board van Saturday 2–5`. Say what, never for whom.")
    ask = button(_("Ask for something"), action=ASK, value="new", primary=True)
    return Message(lead, [*blocks, context(how), actions(ask)])


def thank_you(need: Need) -> Message:
    """Thank who pressed first, where they pressed."""
    told = _("Thank you! It is yours. Whom to meet comes to your messages with me.")
    return Message(told, [section(told), _line(need)])


def too_late(need: Need, users: Mapping[str, str]) -> Message:
    """Say kindly that somebody was faster, and who."""
    told = _(
        "Thank you! {who} was a moment faster, so it is covered. If you can be their backup, "
        "tell them."
    )
    return Message(told.format(who=mention(users, need.taken_by)))


def already_yours() -> Message:
    """Say that they took it before."""
    return Message(_("It is yours already, thank you. The details are in your messages with me."))


def your_own(need: Need) -> Message:
    """Say that they asked for it themselves, with the way to take it back."""
    told = _("You asked for this yourself. If it is not needed any more, withdraw it.")
    return Message(told, [section(told), actions(_withdraw(need))])


def off() -> Message:
    """Say that a need is not open any more."""
    return Message(_("Thank you! This is not needed any more, or its time is over."))


def found(need: Need, users: Mapping[str, str]) -> Message:
    """Tell who asked that somebody can."""
    told = _("{who} can. Write to them to settle where and when.").format(
        who=mention(users, need.taken_by)
    )
    return discreet([section(told), _line(need), actions(_withdraw(need))])


def yours(need: Need, users: Mapping[str, str], zone: tzinfo) -> Message:
    """Tell who can what, until when and whom to meet; ask whether they may be thanked."""
    meet = _("Settle where and when with {who}, who asked in {room}.")
    if need.asked_by not in users:
        meet = _("Who asked has left. Ask in {room} whether it is still needed.")
    lines = [
        _("You said you can. Thank you!"),
        meet.format(who=mention(users, need.asked_by), room=f"<#{need.channel}>"),
        _("It is needed until {until}.").format(until=wording.moment(need.until, zone)),
    ]
    key = str(need.id)
    yes = button(_("Yes, thank me"), action=f"{THANK}:{YES}", value=f"{key}:{YES}")
    no = button(_("Rather not"), action=f"{THANK}:{NO}", value=f"{key}:{NO}")
    back = button(_("I can't after all"), action=RELEASE, value=key)
    blocks = [section("\n".join(lines)), _line(need)]
    blocks += [section(_("May we thank you by name?")), actions(yes, no, back)]
    return discreet(blocks)


def thanks_kept(*, agreed: bool) -> Message:
    """Say what was remembered about thanking them."""
    if agreed:
        return Message(_("Good: we thank you by name. Press “Rather not” to take that back."))
    return Message(_("Good: nobody is told your name as thanks."))


def released() -> Message:
    """Say that a need is open again."""
    return Message(_("It is open again, and who asked is told. Thank you for saying so."))


def withdrawn() -> Message:
    """Say that a need is off the board."""
    return Message(_("It is off the board. Whoever had said “I can” is told."))


def open_again(need: Need) -> Message:
    """Tell who asked that their helper cannot after all."""
    told = _("Who said they can, can't after all. Your need is open again.")
    return discreet([section(told), _line(need), actions(_withdraw(need))])


def not_needed(need: Need) -> Message:
    """Tell who can that it is not needed any more."""
    told = _("This is not needed any more. Thank you for saying you can!")
    return discreet([section(told), _line(need)])


def nobody(need: Need) -> Message:
    """Tell who asked that its time is over and nobody took it."""
    told = _("Nobody could take this in time. Another day or another channel may do.")
    again = button(_("Ask again"), action=CHANGE, value=str(need.id))
    return discreet([section(told), _line(need), actions(again)])


def helper_left(need: Need) -> Message:
    """Tell who asked that who said they can has left."""
    told = _("Who said they can has left the coalition, so this is not covered any more.")
    again = button(_("Ask again"), action=CHANGE, value=str(need.id))
    return discreet([section(told), _line(need), actions(again)])


def _line(need: Need) -> Block:
    """Return what is needed as text in which nothing is markup."""
    return {"type": "section", "text": plain(f"“{isolated(need.text)}”")}


def _ended(need: Need) -> str:
    if need.state is State.WITHDRAWN:
        return _("Not needed any more. Thank you.")
    if need.taken_by is not None:
        return _("Covered by someone. Thank you!")
    return _("No longer open.")


def _listed(need: Need, shown: "Board") -> Block:
    own = need.asked_by == shown.reader
    can = button(_("I can"), action=TAKE, value=f"{need.id}:{IN_LIST}", primary=True)
    return section(_told(need, shown), beside=_withdraw(need) if own else can)


def _mine(need: Need, shown: "Board") -> Block:
    back = button(_("I can't after all"), action=RELEASE, value=str(need.id))
    return section(_told(need, shown), beside=back)


def _told(need: Need, shown: "Board") -> str:
    about = _("Asked by {who} in {room} · until {until}").format(
        who=mention(shown.users, need.asked_by),
        room=f"<#{need.channel}>",
        until=wording.moment(need.until, shown.zone),
    )
    return f"*{literal(need.text)}*\n{about}"


def _thanked(shown: "Board") -> str:
    lines = [
        f"• {mention(shown.users, one.person)}: {literal(one.text)}"
        for one in shown.thanks[:_THANKS]
    ]
    return "\n".join([_("*Thank you*"), *lines])


def _withdraw(need: Need) -> Block:
    sure = confirm(
        _("Withdraw it?"),
        _("It leaves the board, and whoever said “I can” is told."),
        yes=_("Withdraw"),
        no=_("Keep it"),
    )
    return button(_("Withdraw"), action=WITHDRAW, value=str(need.id), confirm=sure)
