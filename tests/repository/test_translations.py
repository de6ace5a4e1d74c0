"""Everything that readers and members see is translated, in every language of the site."""

import pytest

from tests.repository import messages


@pytest.mark.parametrize("language", messages.PLURALS)
def test_every_message_is_translated(language):
    catalog = messages.updated(language, messages.all_keys())
    assert [message.id for message in catalog if message.id and not messages.has_translation(message)] == []
