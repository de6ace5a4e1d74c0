"""Markdown to HTML that is safe to show, by the one allow-list."""

import functools
from html import unescape

import nh3
from django.utils.html import strip_tags
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

TAGS = frozenset({"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "h3", "h4", "hr"})
SCHEMES = frozenset({"http", "https", "mailto"})


def to_html(markdown: str) -> str:
    return nh3.clean(
        _renderer().render(markdown),
        tags=set(TAGS),
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes=set(SCHEMES),
        link_rel="nofollow ugc noopener",
        url_relative="deny",
    )


def to_plain(html: str) -> str:
    """The words alone, on one line."""
    return unescape(" ".join(strip_tags(html.replace("</p>", "</p> ").replace("</li>", "</li> ")).split()))


@functools.cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable("image")
    renderer.core.ruler.push("lower_headings", _lower_headings)
    return renderer


def _lower_headings(state: StateCore) -> None:
    """The page has its own first and second level."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2", "h3") else "h4"
