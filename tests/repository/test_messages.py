"""The files of translations follow from the code, and no translation breaks what it stands for."""

import re
from collections import Counter
from gettext import c2py  # type: ignore[attr-defined]  # as the library itself reads plural forms

import pytest
from babel.messages import Message
from django.conf import settings
from django.utils import translation

from tests.repository import messages

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
_TAG = re.compile(r"</?[a-z][^>]*>")
MANY = range(1001)


@pytest.fixture(scope="module")
def wanted():
    return messages.all_keys()


def numbers_of(language: str, form: int) -> set[int]:
    """Which numbers, up to a thousand and one, a plural form is for."""
    form_of = c2py(messages.PLURALS[language].partition("plural=")[2].rstrip(";"))
    return {number for number in MANY if form_of(number) == form}


def faults_of(message: Message, language: str) -> list[str]:
    """What is wrong with a translation that is there."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    forms = messages.forms_of(message)
    expected_forms = 1 if len(ids) == 1 else int(messages.PLURALS[language].partition("nplurals=")[2][0])
    if len(forms) != expected_forms:
        return [f"{len(forms)} forms, not {expected_forms}"]
    return [
        fault
        for number, form in enumerate(forms)
        for fault in _faults_of_form(ids[-1], form, len(ids) > 1 and len(numbers_of(language, number)) == 1)
    ]


def _faults_of_form(source: str, form: str, is_for_one_number: bool) -> list[str]:
    """A form for one number alone, such as Arabic's for two, need not say the number: one placeholder less."""
    placeholders, expected = set(_PLACEHOLDER.findall(form)), set(_PLACEHOLDER.findall(source))
    faults = {
        "placeholders": placeholders - expected or len(expected - placeholders) > is_for_one_number,
        "tags": Counter(_TAG.findall(form)) != Counter(_TAG.findall(source)),
        "space at an edge": _edges(form) != _edges(source),
    }
    return [f"{name}: {form!r}" for name, fault in faults.items() if fault]


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.parametrize("language", messages.PLURALS)
def test_the_files_are_current(wanted, language):
    for path, content in messages.made(language, wanted).items():
        assert path.is_file(), f"{path.name} of {language} is missing; `make reference` writes it"
        assert path.read_bytes() == content, f"{path.name} of {language} is stale; `make reference` writes it anew"


@pytest.mark.parametrize("language", messages.PLURALS)
def test_no_translation_breaks_its_message(language):
    translated = [message for message in messages.messages(language) if messages.has_translation(message)]
    assert translated
    assert {m.id: faults for m in translated if (faults := faults_of(m, language))} == {}


def test_every_language_of_the_site_has_its_files():
    assert {code for code, _ in settings.LANGUAGES} == {"en", *messages.PLURALS}


def test_whoever_is_excused_exists():
    paths = messages.tree.code(".py", ".html")
    unused = [rule for rule in messages.ENGLISH_ONLY if not any(messages.fnmatch(path, rule) for path in paths)]
    assert unused == []


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("de", 1, "<b>1 Person</b> hat hier eine Seite"),
        ("de", 7, "<b>7 Personen</b> haben hier eine Seite"),
        ("fr", 0, "<b>0 personne</b> a une page ici"),
        ("ar", 2, "<b>شخصان</b> لديهما صفحة هنا"),
        ("ar", 3, "<b>3 أشخاص</b> لديهم صفحة هنا"),
        ("ar", 11, "<b>11 شخصًا</b> لديهم صفحة هنا"),
        ("ar", 100, "<b>100 شخص</b> لديهم صفحة هنا"),
    ],
)
def test_numbers_are_said_as_the_language_says_them(language, number, said):
    ids = ("<b>%(count)s person</b> has a page here", "<b>%(count)s people</b> have a page here")
    with translation.override(language):
        assert translation.ngettext(*ids, number) % {"count": number} == said


TEMPLATE = """{% load i18n %}
    <p title="{% translate 'A title' %}">{% translate "About" context "this site" %}</p>
        {% if x == _("a constant") %}{{ y|default:_("an argument") }}{% endif %}
  {% blocktranslate count n=rows trimmed %}
      {{ n }} row
    {% plural %}
      {{ n }} rows
  {% endblocktranslate %}
{% blocktranslate with name=person.name %}By <b>{{ name }}</b>, 100 % true{% endblocktranslate %}
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
LABEL = _("a label")
def said(n):
    '''A docstring's _("quote") is none.'''
    return ngettext("%(n)d word", "%(n)d words", n), pgettext("a month", "May"), _("two "
        "lines")
"""


def test_every_kind_of_message_is_found_in_a_template():
    assert set(messages.keys_of_template(TEMPLATE)) == {
        ("", "A title"),
        ("this site", "About"),
        ("", "a constant"),
        ("", "an argument"),
        ("", ("%(n)s row", "%(n)s rows")),
        ("", "By <b>%(name)s</b>, 100 %% true"),
    }


def test_every_kind_of_message_is_found_in_code():
    assert set(messages.keys_of_python(CODE)) == {
        ("", "a label"),
        ("", ("%(n)d word", "%(n)d words")),
        ("a month", "May"),
        ("", "two lines"),
    }


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("%(name)s saved.", "gespeichert."),
        ("%(name)s saved.", "%(nome)s salvato."),
        ("%(name)s saved.", "%(name)d gespeichert."),
        ("<b>Draft.</b> Yours", "<b>Entwurf. Ihrer"),
        ("<b>Draft.</b> Yours", "Entwurf. Ihrer"),
        ('<a href="%(url)s">x</a>', '<a href="%(url)s" onclick="y()">x</a>'),
        ("Save", "Speichern "),
        (("%(count)s word", "%(count)s words"), ("ein Wort", "viele Wörter")),
        (("%(count)s word", "%(count)s words"), ("%(count)s Wort",)),
    ],
)
def test_a_broken_translation_is_found(source, translated):
    assert faults_of(Message(source, translated), "de")


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("%(a)s before %(b)s", "%(b)s nach %(a)s"),
        (("%(count)s word", "%(count)s words"), ("ein Wort", "%(count)s Wörter")),
        ("<b>Draft.</b> Yours", "Ihr <b>Entwurf.</b>"),
    ],
)
def test_a_translation_may_order_its_words(source, translated):
    assert faults_of(Message(source, translated), "de") == []
