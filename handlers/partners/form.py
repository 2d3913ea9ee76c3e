"""The form in which an entry is added or edited, filled in and read back."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.blocks import (
    Block,
    boxes,
    choice,
    context,
    dialog,
    entry,
    menu,
    option,
    plain,
    section,
)
from handlers.literal import literal
from handlers.partners.request import Opened
from knowledge.partners import cells, csvfile, languages, sectors, services
from knowledge.partners.partner import (
    ADDRESS,
    CONTACT,
    NAME,
    PHONE,
    REFER,
    Capacity,
    Partner,
    PartnerDraft,
    capacity_title,
)
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from knowledge.words import _

SAVED = "partners.saved"
SAME = "partners.same"
#: Boxes that are ticked rather than written.
_TICKED = "partners_ticked"
WALK_IN, OUTREACH, CHECKED = "walk_in", "outreach", "checked"
_LONGEST_HOURS, _LONGEST_PLACES = 300, 2_000


def block(field: str) -> str:
    """Return the block of a field, where its error is shown."""
    return _TICKED if field in (WALK_IN, OUTREACH, CHECKED) else f"partners_{field}"


def view(opened: Opened, draft: PartnerDraft | None, *, lead: Sequence[Block] = ()) -> Block:
    """Return the form; without a draft it is empty, with ``lead`` on top of it."""
    adding = opened.id is None
    fields = [*_main(draft), *_further(draft), _ticks(draft, adding=adding)]
    return dialog(
        _("Add a partner") if adding else _("Edit a partner"),
        [*lead, *fields],
        name=SAVED,
        submit=_("Add anyway") if opened.sure else _("Add") if adding else _("Save"),
        close=_("Cancel"),
        data=opened.packed(),
    )


def read(state: Mapping[str, Any]) -> PartnerDraft:
    """Return what is filled in.

    Raises
    ------
    DraftError
        When a field cannot be taken; it names the field.
    """

    def said(field: str) -> str:
        return str(state.get(block(field)) or "")

    ticked = state.get(_TICKED) or []
    return PartnerDraft(
        name=said("name"),
        sector=Sector(said("sector")),
        services=tuple(Service(one) for one in state.get(block("services")) or []),
        hours=cells.read_hours(said("hours").strip()),
        languages=tuple(state.get(block("languages")) or []),
        places=tuple(cells.parts(said("places"))),
        walk_in=WALK_IN in ticked,
        capacity=Capacity(said("capacity") or Capacity.UNKNOWN),
        refer=said("refer"),
        phone=said("phone"),
        address=said("address"),
        contact=said("contact"),
        outreach=OUTREACH in ticked,
    )


def checked(state: Mapping[str, Any]) -> bool:
    """Say whether somebody ticked that all of it is right today."""
    return CHECKED in (state.get(_TICKED) or [])


def same(like: Sequence[Partner], *, action: str) -> list[Block]:
    """Return the question whether an entry is there already, with a button to each."""
    return [
        section(
            _("Looks like *{name}* ({sector}). The same?").format(
                name=literal(one.name), sector=sectors.label(one.sector)
            ),
            beside={
                "type": "button",
                "text": plain(_("Yes, open that")),
                "action_id": f"{action}:{one.id}",
                "value": str(one.id),
            },
        )
        for one in like
    ]


def meanwhile(current: Partner, fields: Sequence[str], by: str) -> list[Block]:
    """Return what others changed while somebody had the form open, as it stands now."""
    titles, now = csvfile.titles(contacts=True), cells.of(current)
    lead = _("{who} changed this while you had it open. It now says:").format(who=by)
    lines = [f"• {titles[one]}: {literal(now[one]) or '–'}" for one in fields if one in titles]
    keep = _("Your words are still below. Change them, or save again to keep yours.")
    return [section("\n".join([lead, *lines])), context(keep)]


def _main(draft: PartnerDraft | None) -> list[Block]:
    sector_options = [option(sectors.title(one), one.value) for one in Sector]
    service_options = [option(services.title(one), one.value) for one in Service]
    offered = draft.services if draft else ()
    hours = draft.hours.told() if draft and draft.hours else ""
    return [
        _text(_("Name"), "name", draft.name if draft else "", NAME, optional=False),
        choice(
            _("Sector"),
            menu(
                sector_options,
                chosen=_chosen(sector_options, draft.sector.value if draft else None),
            ),
            block=block("sector"),
        ),
        choice(
            _("What they offer"),
            _several(service_options, [one.value for one in offered]),
            block=block("services"),
            optional=True,
        ),
        _text(
            _("Open"),
            "hours",
            hours,
            _LONGEST_HOURS,
            hint=_("As people say it: Mon–Fri 9–5, Sat 10 am–2 pm; or 24/7; or by appointment"),
        ),
        _text(_("Phone for families"), "phone", draft.phone if draft else "", PHONE),
        _text(_("Address"), "address", draft.address if draft else "", ADDRESS),
        _text(_("How to refer somebody"), "refer", draft.refer if draft else "", REFER, lines=True),
    ]


def _further(draft: PartnerDraft | None) -> list[Block]:
    spoken = [option(languages.name(one), one) for one in languages.CODES]
    rooms = [option(capacity_title(one), one.value) for one in Capacity]
    capacity = draft.capacity.value if draft else Capacity.UNKNOWN.value
    return [
        choice(
            _("Languages"),
            _several(spoken, list(draft.languages) if draft else []),
            block=block("languages"),
            optional=True,
        ),
        _text(
            _("Places they serve"),
            "places",
            "; ".join(draft.places) if draft else "",
            _LONGEST_PLACES,
            hint=_("Names of neighborhoods, apart by semicolons. Leave it empty for everywhere."),
        ),
        choice(
            _("Capacity"),
            menu(rooms, chosen=_chosen(rooms, capacity)),
            block=block("capacity"),
        ),
        _text(
            _("Whom to ask there"),
            "contact",
            draft.contact if draft else "",
            CONTACT,
            hint=_("For members only: kept encrypted, never on a card or in a search."),
        ),
    ]


def _ticks(draft: PartnerDraft | None, *, adding: bool) -> Block:
    options = [
        option(_("People can walk in"), WALK_IN),
        option(_("It does street outreach"), OUTREACH),
        *([] if adding else [option(_("I checked: all of this is right today"), CHECKED)]),
    ]
    ticked = {WALK_IN: bool(draft and draft.walk_in), OUTREACH: bool(draft and draft.outreach)}
    chosen = [one for one in options if ticked.get(one["value"])]
    return choice(_("And"), boxes(options, chosen=chosen or None), block=_TICKED, optional=True)


def _text(
    label: str,
    field: str,
    text: str,
    most: int,
    *,
    hint: str = "",
    lines: bool = False,
    optional: bool = True,
) -> Block:
    return choice(
        label, entry(text, most=most, lines=lines), block=block(field), optional=optional, hint=hint
    )


def _chosen(options: Sequence[Block], wanted: str | None) -> Block | None:
    return next((one for one in options if one["value"] == wanted), None)


def _several(options: list[Block], wanted: Sequence[str]) -> Block:
    chosen = [one for one in options if one["value"] in wanted]
    made: Block = {"type": "multi_static_select", "options": options}
    return made | ({"initial_options": chosen} if chosen else {})
