"""Sentences of ours with words of people in them."""

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


def with_words(sentence: str, **words: str | Promise | int) -> SafeString:
    """Each apart from the direction of what stands around it: a name in Arabic turns no English sentence.

    Our own words come lazily translated, and are of the sentence's language.
    """
    theirs = {name: format_html("<bdi>{}</bdi>", word) for name, word in words.items() if isinstance(word, str)}
    apart = {**words, **theirs}
    return mark_safe(escape(sentence) % apart)  # noqa: S308  # both are escaped
