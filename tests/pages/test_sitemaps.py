"""The files of pages; what is in them is asked in tests/pages/views/test_crawlers.py."""

from profiles.pages import sitemaps


def test_a_file_holds_as_many_as_the_protocol_allows():
    assert sitemaps.MOST == 50_000


def test_the_index_is_counted_once_for_many_who_ask(ada, queries_of):
    from django.core.cache import cache

    cache.clear()
    ada.publish()
    with queries_of(1):
        assert "".join(sitemaps.index()) == "".join(sitemaps.index())
