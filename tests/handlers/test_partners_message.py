"""Every message and dialog of the directory fits Slack's limits, whatever is in it."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from handlers.limits import fit, fit_dialog
from handlers.literal import literal
from handlers.partners import directory, entry, form, importing, message, table
from handlers.partners.importing import Preview, Twin
from handlers.partners.request import Asked, Opened, spelled
from handlers.partners.searching import Found, Near, Shown
from handlers.partners.service import Card, Directory
from knowledge.partners import asking
from knowledge.partners.csvfile import Rejected
from knowledge.partners.finding import Finding
from knowledge.partners.languages import CODES
from knowledge.partners.partner import Capacity, Partner, PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from tests.handlers.examples import names, words
from tests.handlers.rules import check_dialog, check_message

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)
texts = words.map(lambda text: text[:300])
partners = st.builds(
    Partner,
    id=st.integers(1, 10**9),
    name=names.map(lambda name: name[:120]).filter(str.strip),
    sector=st.sampled_from(Sector),
    services=st.lists(st.sampled_from(Service), unique=True).map(tuple),
    languages=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
    places=st.lists(names.map(lambda name: name[:80]), max_size=30).map(tuple),
    walk_in=st.booleans(),
    capacity=st.sampled_from(Capacity),
    refer=texts,
    phone=st.just("215-555-0142"),
    address=texts,
    contact=texts,
    confirmed_on=st.none() | st.dates(date(2000, 1, 1), date(2026, 11, 22)),
    archived=st.booleans(),
)
findings = st.builds(
    Finding,
    services=st.lists(st.sampled_from(Service), unique=True, max_size=3).map(tuple),
    languages=st.lists(st.sampled_from(CODES), unique=True, max_size=2).map(tuple),
    place=st.none() | names,
    open_now=st.booleans(),
    walk_in=st.booleans(),
    name_words=st.lists(names, max_size=3).map(tuple),
)
founds = st.builds(
    Found,
    asked=st.builds(Asked, words=words.map(lambda text: text[:400]), start=st.integers(0, 5_000)),
    finding=findings,
    moment=st.just(MOMENT),
    total=st.integers(0, 10**4),
    shown=st.lists(
        st.builds(
            Shown, partners, st.none() | st.booleans(), st.booleans(), st.none() | st.just(MOMENT),
            st.none() | st.just(MOMENT),
        ),
        max_size=5,
    ).map(tuple),
    left_out=st.lists(names, max_size=9).map(tuple),
    nearest=st.lists(st.builds(Near, findings, names, st.integers(1, 99)), max_size=3).map(tuple),
    directory=st.integers(0, 99),
)  # fmt: skip


def check(told):
    fitted = fit(told)
    check_message(fitted.text, fitted.blocks)
    shown = str(fitted.blocks)
    assert "<!" not in shown
    assert "<@" not in shown


@given(founds, st.booleans())
def test_cards_and_their_absence_fit(found, may_add):
    check(message.cards(found))
    check(message.pointer(found))
    check(message.nothing(found, may_add=may_add))


@given(partners)
def test_card_as_text_stays_under_600_characters(partner):
    told = message.as_text(partner)

    check(told)
    assert len(told.blocks[-1]["text"]["text"]) < 600


@given(st.lists(partners, max_size=10), st.none() | st.sampled_from(Sector), names)
def test_pages_and_the_weekly_question_fit(listed, sector, about):
    today = MOMENT.date()
    found = Directory(Asked(start=10), about, sector, tuple(listed), 99, 5, today)

    check(directory.listing(found))
    check(directory.pointer(found))
    check(directory.nudge(listed, len(listed), today))


@given(partners, texts)
def test_entries_and_their_form_fit(partner, note):
    check_dialog(fit_dialog(entry.view(Card(partner, MOMENT.date(), literal(note), 3, 2))))
    draft = PartnerDraft(name="Hope", sector=partner.sector, contact="x" * 200, refer="y" * 300)
    lead = form.meanwhile(partner, ["name", "refer", "contact", "archived"], "somebody")
    for opened in (Opened(), Opened(sure=True), Opened(id=1, version=2)):
        view = fit_dialog(form.view(opened, draft, lead=[*lead, *form.same([partner], action="a")]))
        assert len(view["blocks"]) < 100


@given(
    st.lists(st.builds(Rejected, st.integers(1, 9999), texts), max_size=40),
    st.lists(st.builds(Twin, st.integers(1, 99), names, names), max_size=40),
)
def test_look_at_a_file_fits(rejected, twins):
    found = Preview((), tuple(rejected), (), tuple(twins), 0)

    check_dialog(fit_dialog(table.looked_at(found, data="{}")))
    assert importing.Preview.kept(found, twins=True) == ()


@given(findings.filter(lambda one: not one.name_words and not one.place))
def test_words_of_a_search_are_read_as_that_search(finding):
    read = asking.read(spelled(finding))

    assert (set(read.services), set(read.languages)) == (
        set(finding.services),
        set(finding.languages),
    )
    assert (read.open_now, read.walk_in) == (finding.open_now, finding.walk_in)
