"""The rules against a corpus of payloads with one defect each, and of payloads with none."""

import pytest
from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from sandbox import limits
from tests.sandbox.corpus import SURFACES, load, patched

GOOD, BROKEN = load("good"), load("broken")
ERROR = {
    "messages": "invalid_blocks",
    "dialogs": "invalid_arguments",
    "homes": "invalid_arguments",
    "streams": "invalid_chunks",
}


def refusal(surface, payload, method="chat.postMessage"):
    if surface == "messages":
        return limits.message(payload, method)
    if surface == "streams":
        return limits.stream(payload)
    return limits.view(payload, {"dialogs": "modal", "homes": "home"}[surface])


def cases(corpus):
    return [
        pytest.param(surface, case, id=f"{surface}: {name}")
        for surface in SURFACES
        for name, case in corpus[surface].items()
    ]


@pytest.mark.parametrize(("surface", "payload"), cases(GOOD))
def test_what_slack_takes_is_taken(surface, payload):
    refused = refusal(surface, payload)

    assert refused is None, refused.messages


@pytest.mark.parametrize(("surface", "case"), cases(BROKEN))
def test_one_defect_is_refused_by_its_name_and_place(surface, case):
    refused = refusal(surface, patched(GOOD[surface][case["of"]], case), case.get("method", ""))

    assert refused is not None
    assert refused.error == case.get("error", ERROR[surface])
    if "at" in case:
        [told] = refused.messages
        assert told.endswith(f"[json-pointer:{case['at']}]")
        assert case.get("says", "") in told


def test_the_corpus_is_large_enough_to_trust():
    assert sum(len(BROKEN[surface]) for surface in SURFACES) >= 120
    assert sum(len(GOOD[surface]) for surface in SURFACES) >= 40


def test_every_broken_payload_changes_a_good_one():
    for surface in SURFACES:
        assert {case["of"] for case in BROKEN[surface].values()} <= set(GOOD[surface])


def test_the_sdk_models_serialise_into_what_is_taken():
    sent = [
        kit.HeaderBlock(text="Places"),
        kit.SectionBlock(text="*Elm*", fields=["one", "two"], block_id="s"),
        kit.SectionBlock(
            text="Choose",
            accessory=kit.StaticSelectElement(
                placeholder="One", action_id="one", options=[kit.Option(value="a", label="A")]
            ),
        ),
        kit.ImageBlock(image_url="https://example.org/a.png", alt_text="A map", title="Map"),
        kit.ContextBlock(elements=[kit.MarkdownTextObject(text="small")]),
        kit.ActionsBlock(
            elements=[
                kit.ButtonElement(
                    text="Go",
                    action_id="go",
                    value="1",
                    style="primary",
                    confirm=kit.ConfirmObject(title="Sure?", text="Really", confirm="Yes"),
                ),
                kit.DatePickerElement(action_id="day", initial_date="2026-11-22"),
                kit.OverflowMenuElement(
                    action_id="more",
                    options=[kit.Option(value="a", label="A"), kit.Option(value="b", label="B")],
                ),
            ]
        ),
        kit.ContextActionsBlock(
            elements=[
                kit.FeedbackButtonsElement(
                    action_id="f",
                    positive_button=kit.FeedbackButtonObject(text="Good", value="good"),
                    negative_button=kit.FeedbackButtonObject(text="Bad", value="bad"),
                )
            ]
        ),
        kit.MarkdownBlock(text="# Hi"),
        kit.DividerBlock(),
        kit.RichTextBlock(
            elements=[
                kit.RichTextSectionElement(
                    elements=[kit.RichTextElementParts.Text(text="Hi", style={"bold": True})]
                )
            ]
        ),
        kit.TableBlock(rows=[[{"type": "raw_text", "text": "a"}]]),
        kit.PlanBlock(
            title="Plan", tasks=[kit.TaskCardBlock(task_id="t", title="Look", status="pending")]
        ),
    ]
    dialog = View(
        type="modal",
        title="Plan",
        submit="Save",
        blocks=[
            kit.InputBlock(
                label="Note",
                element=kit.PlainTextInputElement(action_id="note", max_length=40),
                optional=True,
            ),
            kit.InputBlock(label="Who", element=kit.UserMultiSelectElement(action_id="who")),
            kit.AlertBlock(text="Careful", level="warning"),
        ],
    )

    assert limits.message({"blocks": [block.to_dict() for block in sent]}) is None
    assert limits.view(dialog.to_dict(), "modal") is None
