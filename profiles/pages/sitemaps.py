"""The pages that search engines may list, in files as large as the sitemap protocol allows."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from profiles.people import access
from profiles.people.models import Profile
from profiles.shared.visibility import STRANGER

MOST = 50_000  # of a file
STEP = 2_000  # rows of one query
INDEX_SECONDS = 3600  # where files begin is counted through all pages, which is not done for each who asks
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index() -> Iterator[str]:
    """The files, each with the newest change in it."""
    yield f"{_HEAD}<sitemapindex {_SPACE}>\n"
    for first, changed_at in _files():
        address = settings.SITE_URL + reverse("pages:sitemap", args=[first])
        yield f"<sitemap><loc>{address}</loc><lastmod>{changed_at}</lastmod></sitemap>\n"
    yield "</sitemapindex>\n"


def pages_from(first: UUID) -> Iterator[str]:
    """The page with this id and those after it, as many as a file may hold. Ids grow with time, so files stay."""
    yield f"{_HEAD}<urlset {_SPACE}>\n"
    rows = _listed().filter(pk__gte=first)
    left = MOST
    while left > 0:
        found = list(_facts(rows)[: min(STEP, left)])
        for _, username, changed_at in found:
            address = settings.SITE_URL + reverse("pages:profile", args=[username])
            yield f"<url><loc>{address}</loc><lastmod>{_moment(changed_at)}</lastmod></url>\n"
        if len(found) < min(STEP, left):
            break
        left -= len(found)
        rows = _listed().filter(pk__gt=found[-1][0])
    yield "</urlset>\n"


def _listed() -> QuerySet[Profile]:
    return access.visible_to(STRANGER).filter(is_indexable=True)


def _facts(rows: QuerySet[Profile]) -> "QuerySet[Profile, tuple[UUID, str, datetime]]":
    return rows.order_by("pk").values_list("pk", "user__username", "public_changed_at")


def _files() -> list[list[str]]:
    found: list[list[str]] | None = cache.get("sitemap")
    if found is None:
        found = _counted()
        cache.set("sitemap", found, INDEX_SECONDS)
    return found


def _counted() -> list[list[str]]:
    """The first id of each file and its newest change, in one pass."""
    sql, values = _listed().order_by("pk").values_list("pk", "public_changed_at").query.sql_with_params()
    numbered = f"""
        WITH listed (id, changed_at) AS ({sql}),
        numbered AS (SELECT *, (row_number() OVER (ORDER BY id) - 1) / %s AS file FROM listed)
        SELECT (array_agg(id ORDER BY id))[1], max(changed_at) FROM numbered GROUP BY file ORDER BY file
    """  # noqa: S608  # the ORM's own SQL, with its values beside it
    with connection.cursor() as cursor:
        cursor.execute(numbered, [*values, MOST])
        return [[str(first), _moment(changed_at)] for first, changed_at in cursor.fetchall()]


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
