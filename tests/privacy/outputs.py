"""Every address, and what of people's pages its answers may hold: an address that is new stands here too.

`HER_PAGE` are the outputs of the table in `values.py`, as texts to be searched. The others hold nothing of a person but
the viewer's own, or nothing of anybody.
"""

import re
from collections.abc import Iterable

from django.test import Client

from profiles.api.v1 import shapes

HER_PAGE = {
    "pages:profile": ("html", "json_ld", "open_graph"),
    "api:person": ("json",),
    "api:people": ("listed", "filters"),
    "api:lookup": ("listed",),
    "api:affiliations": ("places",),
    "api:interests": ("interests",),
    "api:facets": ("facets",),
    "api:suggest": ("suggest",),
    "api:changes": ("changes",),
    "profile_json": ("json_file",),
    "pages:linked_data": ("jsonld",),
    "pages:vcard": ("vcard",),
    "pages:webfinger": ("webfinger",),
    "pages:sitemap": ("sitemap",),
    "pages:home": ("list",),
    "directory:people": ("list", "search"),
    "directory:suggest": ("list", "search"),
    "people:media": ("file",),
    "people:document": ("file",),
}
OWN = {
    "accounts:display": "the language that the viewer chose",
    "accounts:rename": "the viewer's own username",
    "accounts:revoke_token": "the viewer's own token",
    "accounts:tokens": "the viewer's own tokens",
    "accounts:welcome": "the viewer's own username",
    "api:me": "the viewer's own account and page",
    "pages:me": "the viewer's own page, history and hints",
    "pages:preview": "the viewer's own page, as others see it",
    "people:add_item": "an empty form",
    "people:add_section": "an empty form",
    "people:arrange_items": "the viewer's own items",
    "people:arrange_sections": "the viewer's own sections",
    "people:changes": "the viewer's own history",
    "people:discard_draft": "the viewer's own draft",
    "people:edit": "the viewer's own text, and its draft",
    "people:edit_document": "the viewer's own file",
    "people:edit_item": "the viewer's own item",
    "people:edit_list": "the viewer's own items",
    "people:edit_name": "the viewer's own name",
    "people:edit_picture": "the viewer's own picture",
    "people:edit_reach": "how the viewer's own page is found",
    "people:forget_change": "the viewer's own history",
    "people:keep_draft": "the viewer's own draft",
    "people:move_item": "the viewer's own items",
    "people:move_section": "the viewer's own sections",
    "people:publish": "nothing",
    "people:remove_document": "the viewer's own file",
    "people:remove_item": "the viewer's own item",
    "people:remove_picture": "the viewer's own picture",
    "people:remove_section": "the viewer's own section",
    "people:show": "the viewer's own part",
    "people:show_item": "the viewer's own item",
    "people:undo": "the viewer's own history",
    "people:unpublish": "nothing",
}
STAFF = {
    "admin:index": "no page, and private details of accounts only for a reason, which is audited",
    "admin/login/": "nothing",
    "admin/logout/": "nothing",
    "admin/password_change/": "nothing",
    "admin/password_change/done/": "nothing",
}
NOBODYS = {
    "accounts:signed_out": "a sentence",
    "api:docs": "the API's documentation",
    "api:organizations": "organisations of the registry",
    "api:schema": "the API's description",
    "oidc_authentication_init": "a redirect to the provider",
    "oidc_authentication_callback": "a redirect, or what went wrong",
    "oidc_logout": "a redirect to the provider",
    "pages:about": "a text",
    "pages:accessibility": "a text",
    "pages:change_password": "a redirect to the provider",
    "pages:live": "the state of the site",
    "pages:privacy": "a text",
    "pages:ready": "the state of the site",
    "pages:robots": "rules for crawlers",
    "pages:sitemap_index": "where the files of pages begin",
    "pages:security_txt": "whom to write to",
    "people:suggest_organizations": "organisations of the registry",
}
_ORCID = re.compile("([0-9]{4}-){3}[0-9]{3}[0-9X]")
_LISTS = {"places": "affiliations", "interests": "interests", "facets": "facets", "suggest": "search/suggest?q=ada"}
_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_GRAPH = re.compile(r"<meta (?:property|name)=[^>]*>")


def answers(client: Client, needles: Iterable[str]) -> dict[str, str]:
    """What each output of the table says to this client. `search` is the needles by which it finds Ada."""
    page = client.get("/people/ada/").content.decode()
    lists = ("/people/", "/people/suggest?q=ada", "/")
    return {
        "html": _GRAPH.sub("", _LD.sub("", page)),
        "json_ld": "".join(_LD.findall(page)),
        "open_graph": "".join(_GRAPH.findall(page)),
        "json": client.get("/api/v1/people/ada").content.decode(),
        "json_file": client.get("/people/ada.json").content.decode(),
        "jsonld": client.get("/people/ada.jsonld").content.decode(),
        "vcard": client.get("/people/ada.vcf").content.decode().replace("\r\n ", ""),
        "webfinger": client.get("/.well-known/webfinger?resource=acct:ada@testserver").content.decode(),
        "sitemap": b"".join(client.get("/sitemap/00000000-0000-7000-8000-000000000000.xml")).decode(),
        "list": "".join(client.get(path).content.decode() for path in lists),
        "search": " ".join(needle for needle in needles if finds(client, needle)),
        "listed": _listed(client),
        "filters": " ".join(needle for needle in needles if filters_to(client, needle)),
        "changes": client.get("/api/v1/changes").content.decode(),
        **{name: client.get(f"/api/v1/{path}").content.decode() for name, path in _LISTS.items()},
    }


def finds(client: Client, query: str) -> bool:
    """Whether one of the searches leads to Ada's page."""
    paths = ("/people/", "/people/suggest")
    return any('href="/people/ada/"' in client.get(path, {"q": query}).content.decode() for path in paths)


def filters_to(client: Client, value: str) -> bool:
    """Whether a filter by this value leaves Ada, or counts her."""
    name = "orcid" if _ORCID.fullmatch(value) else "interest" if value.endswith("interests") else ""
    said = client.get("/api/v1/people", {name: value}).content.decode() if name else ""
    return '"username":"ada"' in said or '"value":1' in said


def _listed(client: Client) -> str:
    """Ada in a list, and looked up, with all that either can tell of anybody."""
    include = ",".join(shapes.FIELDS)
    listed = client.get("/api/v1/people", {"username": "ada", "include": include})
    asked = {"usernames": ["ada"], "include": shapes.FIELDS}
    looked_up = client.post("/api/v1/people:lookup", asked, content_type="application/json")
    return listed.content.decode() + looked_up.content.decode()
