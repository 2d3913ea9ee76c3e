"""Slack's way of writing, read and drawn safely."""

import pytest

from sandbox.words import markdown, mrkdwn


def html(text):
    return str(mrkdwn.html(text, {"U1": "ana", "C1": "general"}.get))


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("*bold* _lean_ ~gone~", "<strong>bold</strong> <em>lean</em> <s>gone</s>"),
        ("*bold _and lean_*", "<strong>bold <em>and lean</em></strong>"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("`*raw*`", "<code>*raw*</code>"),
        ("```\na < b\n```", "<pre>a &lt; b</pre>"),
        ("one\ntwo", "one<br>two"),
        ("&gt; said\n&gt; twice\nafter", "<blockquote>said<br>twice</blockquote>after"),
        ("Hi <@U1>", 'Hi <span class="mention">@ana</span>'),
        ("In <#C1>", 'In <span class="mention">#general</span>'),
        ("<!here>", '<span class="mention">@here</span>'),
        ("<!date^1^{date}|Monday>", "Monday"),
        (":wave: :no_such_thing:", "👋 :no_such_thing:"),
        ("fish &amp; chips", "fish &amp; chips"),
    ],
)  # fmt: skip
def test_mrkdwn_is_drawn_as_slack_draws_it(written, drawn):
    assert html(written) == drawn


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "&lt;img src=x onerror=alert(1)&gt;",
        "<javascript:alert(1)|press>",
        '<https://x.org/"onmouseover="alert(1)|press>',
        "*<b onclick=alert(1)>*",
        "```<script>alert(1)</script>```",
        "`<svg onload=alert(1)>`",
        "<@<script>>",
    ],
)
def test_nothing_that_is_written_becomes_markup(written):
    drawn = html(written)

    for mark in ("<script", "<img", "<svg", "<b ", 'href="javascript', '" onmouseover', '"onmouse'):
        assert mark not in drawn


def test_links_keep_their_words_and_open_elsewhere():
    assert html("<https://x.org/?a=1&amp;b=2|the list>") == (
        '<a href="https://x.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">'
        "the list</a>"
    )


def test_markdown_blocks_are_drawn_and_escaped():
    drawn = str(
        markdown.html("# One\n**two** <b>\n\n- three\n- four\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    )

    assert "<h4>One</h4>" in drawn
    assert "<strong>two</strong> &lt;b&gt;" in drawn
    assert "<ul><li>three</li><li>four</li></ul>" in drawn
    assert "<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>" in drawn
