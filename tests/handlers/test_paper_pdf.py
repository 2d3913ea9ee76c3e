from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from handlers.paper.document import (
    Box,
    Bullets,
    Checklist,
    Code,
    Document,
    Fact,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from handlers.paper.pdf import pdf
from knowledge.errors import UsageError

MADE = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
GAPS = "they are shown in Slack"

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
texts = st.one_of(
    st.text(max_size=60),
    st.text("אבا لسلام\u202e\u200f12 ab(", max_size=60),
    st.text("👩\u200d👧🏽🇺🇸️上海ស្ត\ud800\x00 ", max_size=30),
    st.sampled_from(["x" * 3_000, "{nb} **b** --u-- <i>", "word " * 800, "\n" * 99]),
)
parts = st.one_of(
    st.builds(Heading, texts),
    st.builds(Paragraph, texts, st.booleans()),
    st.builds(Bullets, st.tuples(texts, texts), st.booleans()),
    st.builds(Checklist, st.lists(st.builds(Item, texts, st.booleans(), texts, texts)).map(tuple)),
    st.integers(1, 12).flatmap(
        lambda n: st.builds(
            Table,
            st.tuples(*[texts] * n),
            st.lists(st.lists(texts, max_size=n).map(tuple), max_size=4).map(tuple),
        )
    ),
    st.builds(Box, st.lists(st.builds(Fact, texts, texts), max_size=5).map(tuple), texts),
    st.builds(Code, st.text(min_size=1, max_size=90).map("a".__add__), texts),
    st.just(PageBreak()),
)


def png(width=400, height=300):
    file = BytesIO()
    Image.new("L", (width, height), 200).save(file, "PNG")
    return file.getvalue()


def read(*given, **about):
    about.setdefault("title", "Meeting")
    return PdfReader(BytesIO(pdf(Document(parts=given, **about), made=MADE)))


def pages(reader):
    """Return the words of each page; pypdf puts letters of other fonts on lines of their own."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def sentences(count):
    return " ".join(f"Sentence {number} says what we agreed." for number in range(count))


def test_everything_on_the_paper_can_be_read_in_order():
    [page] = pages(
        read(
            Box((Fact("When", "Friday"), Fact("Where", "Library"))),
            Heading("Agenda"),
            Table(("Time", "What"), (("6:00", "Welcome"), ("6:10", "Maps"))),
            Checklist((Item("Unlock the room", done=True, owner="Ana", due="Dec 3"),)),
            Bullets(("First", "Second"), numbered=True),
            Paragraph("See you there."),
            subtitle="December",
            footer="Public copy",
        )
    )

    wanted = ["Meeting", "December", "When", "Friday", "Where", "Library", "Agenda", "Time", "What",
              "6:00", "Welcome", "6:10", "Maps", "Unlock the room", "Ana", "Dec 3", "1.", "First",
              "2.", "Second", "See you there."]  # fmt: skip
    at = [page.index(said, page.index("Meeting")) for said in wanted if said not in {"1.", "2."}]
    assert at == sorted(at)
    assert "Public copy" in page
    assert "Page 1 of 1" in page


def test_title_language_and_time_are_in_the_file():
    reader = read(title="Reunión “mensual”", language="es")

    assert reader.metadata.title == "Reunión “mensual”"
    assert reader.root_object["/Lang"] == "es"
    assert reader.metadata.creation_date == MADE


def test_the_same_document_gives_the_same_bytes():
    document = Document(
        "Meeting", parts=(Paragraph("سلام 🎉"), Picture(png(), "Map"), Code("a", "b"))
    )

    assert pdf(document, made=MADE) == pdf(document, made=MADE)
    assert pdf(document, made=MADE) != pdf(document, made=date(2026, 11, 23))


@pytest.mark.parametrize(("size", "box"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_paper_is_letter_or_a4(size, box):
    [page] = PdfReader(BytesIO(pdf(Document("Meeting"), made=MADE, size=size))).pages

    assert (round(page.mediabox.width), round(page.mediabox.height)) == box


def test_a_long_text_goes_on_with_numbered_pages_under_the_title():
    *all_but_last, last = pages(read(Paragraph(sentences(300))))

    count = len(all_but_last) + 1
    assert count > 2
    assert [f"Page {n} of {count}" in page for n, page in enumerate([*all_but_last, last], 1)]
    assert last.startswith("Meeting") or "Meeting" in last
    whole = " ".join([*all_but_last, last])
    assert all(f"Sentence {number}" in whole for number in range(300))


def test_the_head_of_a_table_is_on_each_of_its_pages():
    rows = tuple((f"Item {number}", "Ana") for number in range(80))

    said = pages(read(Table(("Action", "Owner"), rows)))

    assert len(said) > 2
    assert all(page.count("Action") == 1 for page in said)
    assert all(sum(f"Item {number} " in f"{page} " for page in said) == 1 for number in range(80))


def test_a_row_higher_than_a_page_goes_on():
    said = pages(read(Table(("What", "Who"), ((sentences(200), "Ana"),))))

    whole = " ".join(said)
    assert len(said) > 2
    assert "Sentence 0 " in whole
    assert "Sentence 199 " in whole


@pytest.mark.parametrize("lines", range(28, 37))
@pytest.mark.parametrize(
    "following",
    [
        Table(("Action", "Owner"), (("Follow", "Ana"),)),
        Paragraph("Follow"),
        Checklist((Item("Follow", owner="Ana"),)),
        Picture(png(), "Follow"),
    ],
)
def test_a_heading_stands_with_what_follows(lines, following):
    reader = read(Paragraph("\n".join(["line"] * lines)), Heading("Lonely"), following)

    [page] = [page for page in reader.pages if "Lonely" in page.extract_text()]
    assert "Follow" in page.extract_text() or list(page.images)


def test_a_page_break_begins_one_page_and_not_two():
    assert len(pages(read(Paragraph("a"), PageBreak(), PageBreak(), Paragraph("b")))) == 2


def test_markup_is_text_and_the_number_of_pages_is_not_filled_in():
    [page] = pages(read(Paragraph("{nb} **bold** __under__ --x-- <b>tag</b> ![a](b)")))

    assert "{nb} **bold** __under__ --x-- <b>tag</b> ![a](b)" in page


def test_letters_of_many_scripts_are_printed():
    [page] = pages(read(Paragraph("Привет Ελλάδα Việt Kreyòl")))

    assert "Привет Ελλάδα Việt Kreyòl" in page
    assert GAPS not in page


@pytest.mark.parametrize("said", ["اجتماع التحالف", "שלום לכולם", "ពិភពលោក"])
def test_arabic_hebrew_and_khmer_have_their_letters(said):
    [page] = pages(read(Paragraph(said)))

    assert GAPS not in page
    assert "[?]" not in page


def test_what_cannot_be_printed_is_marked_and_said_to_be_in_slack():
    [page] = pages(read(Paragraph("Party 🎉👩\u200d👧 in 上海 now")))

    assert "Party [?] in [?] now" in page
    assert GAPS in page


def test_paper_on_which_nothing_is_missing_says_nothing_of_it():
    assert GAPS not in pages(read(Paragraph("Party\ufe0f")))[0]


def test_pictures_stand_on_the_paper_in_their_shape():
    [page] = read(Picture(png(900, 4_000), "Map of the north")).pages

    [image] = page.images
    assert image.image.size == (900, 4_000)


def test_a_code_has_its_caption_and_its_text_beside_it():
    [page] = read(Code("https://example.org/a", "Scan for Spanish")).pages

    assert "Scan for Spanish" in page.extract_text()
    assert "https://example.org/a" in page.extract_text()
    assert len(page.images) == 1


def test_a_code_that_no_phone_reads_is_refused():
    with pytest.raises(UsageError, match="shorter"):
        read(Code("x" * 3_000, "Too much"))


def test_a_time_without_a_zone_is_the_callers_mistake():
    with pytest.raises(ValueError, match="zone"):
        pdf(Document("Meeting"), made=MADE.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("columns", "rows", "widths"),
    [((), (), ()), (("a",), (("b", "c"),), ()), (("a",), (), (1, 2)), (("a",), (), (0,))],
)
def test_a_table_whose_cells_do_not_go_with_its_columns_is_refused(columns, rows, widths):
    with pytest.raises(ValueError, match="column"):
        Table(columns, rows, widths)


@few
@given(texts, texts, st.lists(parts, max_size=5).map(tuple), texts)
def test_no_text_stops_the_press(title, subtitle, given, footer):
    made = pdf(Document(title, subtitle, given, footer), made=MADE)

    assert len(PdfReader(BytesIO(made)).pages) >= 1


def test_columns_without_widths_have_room_for_their_words():
    columns = ("Partner", "Sector", "Signed", "Renews", "Contact role", "Language", "Status")
    row = ("University hospital trauma program", "Health", "Jan 2026", "Jan 2027", "Social worker",
           "English", "active")  # fmt: skip

    [page] = pages(read(Table(columns, (row,))))

    for word in " ".join([*columns, *row]).split():
        assert word in page


def test_nothing_of_the_text_is_logged(caplog):
    said = "Привет اجتماع שלום ពិភពលោក 上海 🎉 e\u0301\u0302 \u200b\u00ad\ufffd Nơi"

    read(Heading(said), Paragraph(said), Code("https://a.org", said), title=said, footer=said)

    assert caplog.text == ""
