"""Markdown becomes HTML by one allow-list, whatever is thrown at it."""

from html.parser import HTMLParser

import pytest

from profiles.people import prose

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](ftp://files.example)",
    "[x](//evil.example/a)",
    "[x](/oidc/authenticate/?next=/)",
    "[x](me/publish/)",
    "![x](https://tracker.example/x.png)",
    "<a href='https://ok.example' onclick='x()'>x</a>",
    "<iframe src='https://x.example'></iframe>",
    "<style>*{display:none}</style>",
    "<svg/onload=alert(1)>",
    '[x](https://ok.example "onmouseover=alert(1)")',
    "<form action=https://x.example><input name=a></form>",
    "`</code><script>alert(1)</script>`",
    "[x](https://ok.example){: onclick=alert(1)}",
    "<javascript:alert(1)>",
    "\x00<script\x00>alert(1)</script>",
]


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs_and_nothing_is_fetched(attack):
    for tag, attributes in Elements(prose.to_html(attack)).found:
        assert tag in prose.TAGS
        assert set(attributes) <= {"href", "rel", "start"}
        assert attributes.get("href", "https:").startswith(("http:", "https:", "mailto:"))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("# Title", "<h3>Title</h3>\n"),
        ("#### Deep", "<h4>Deep</h4>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
    ],
)
def test_what_the_hint_promises_works(markdown, html):
    assert prose.to_html(markdown) == html


def test_html_is_shown_as_the_text_it_is():
    assert prose.to_html("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"


def test_links_tell_search_engines_not_to_follow():
    assert prose.to_html("[a](https://ok.example)") == (
        '<p><a href="https://ok.example" rel="nofollow ugc noopener">a</a></p>\n'
    )


def test_deep_nesting_ends():
    assert len(prose.to_html(">" * 5000 + "x")) < 100_000


def test_plain_text_keeps_the_words_apart():
    assert prose.to_plain("<p>one</p><p>two &amp; three</p>") == "one two & three"
