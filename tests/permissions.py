"""The permission table: every address, asked by a stranger, by Cleo (a member), by Ada (the owner) and by staff.

An address stands here with the status that GET answers, and, where it takes POST, with that of an empty POST. Ada's
page is published; Cleo shares nothing with her. A test refuses a view that is not in the table.
"""

from dataclasses import dataclass

NOBODYS = "01900000-0000-7000-8000-000000000000"  # an id that nothing has
SIGN_IN = 302  # on the way to sign in
SIGNED_OUT = 401  # what a stranger sent is handed back
NOBODYS = "01990000-0000-7000-8000-000000000000"


@dataclass(frozen=True)
class Row:
    """An address and what each kind of person gets there: (stranger, Cleo, Ada, staff)."""

    path: str
    get: tuple[int, int, int, int]
    post: tuple[int, int, int, int] | None = None


def everyone(path: str, status: int = 200) -> Row:
    return Row(path, (status,) * 4)


def signed_in(path: str, status: int = 200, post: int | None = None) -> Row:
    """One's own: whoever is signed in gets hers, never another's."""
    return Row(path, (SIGN_IN, status, status, status), post and (SIGNED_OUT, post, post, post))


def only_post(path: str, post: int) -> Row:
    return Row(path, (405,) * 4, (SIGNED_OUT, post, post, post))


TABLE: dict[str, Row] = {
    "pages:home": everyone("/"),
    "pages:profile": everyone("/people/ada/"),
    "pages:linked_data": everyone("/people/ada.jsonld"),
    "pages:vcard": everyone("/people/ada.vcf"),
    "profile_json": everyone("/people/ada.json"),
    "pages:sitemap_index": everyone("/sitemap.xml"),
    "pages:sitemap": everyone(f"/sitemap/{NOBODYS}.xml"),
    "pages:webfinger": everyone("/.well-known/webfinger?resource=acct:ada@testserver", 404),
    "pages:change_password": everyone("/.well-known/change-password", 404),
    "people:edit_reach": signed_in("/me/reach/", post=422),
    "pages:about": everyone("/about/"),
    "pages:accessibility": everyone("/accessibility/"),
    "pages:privacy": everyone("/privacy/"),
    "pages:me": signed_in("/me/"),
    "pages:preview": signed_in("/me/preview/stranger/"),
    "pages:live": everyone("/healthz/live"),
    "pages:ready": everyone("/healthz/ready"),
    "pages:robots": everyone("/robots.txt"),
    "pages:security_txt": everyone("/.well-known/security.txt"),
    "directory:people": everyone("/people/"),
    "directory:suggest": everyone("/people/suggest?q=ada"),
    "people:edit_name": signed_in("/me/edit/name/", post=422),
    "people:edit": signed_in("/me/edit/headline/", post=422),
    "people:edit_picture": signed_in("/me/edit/picture/", post=422),
    "people:remove_picture": signed_in("/me/edit/picture/remove/", 404, post=404),
    "people:edit_document": signed_in("/me/edit/cv/", post=422),
    "people:remove_document": signed_in("/me/edit/cv/remove/", 404, post=404),
    "people:edit_list": signed_in("/me/edit/positions/"),
    "people:add_item": signed_in("/me/edit/positions/add/", post=400),
    "people:arrange_items": only_post("/me/edit/positions/order/", 400),
    "people:edit_item": signed_in(f"/me/edit/items/{NOBODYS}/", 404, post=404),
    "people:remove_item": signed_in(f"/me/edit/items/{NOBODYS}/remove/", 404, post=404),
    "people:show_item": signed_in(f"/me/edit/items/{NOBODYS}/visibility/", 404, post=404),
    "people:move_item": only_post("/me/edit/positions/step/", 400),
    "people:show": only_post("/me/edit/headline/visibility/", 400),
    "people:keep_draft": only_post("/me/edit/about/draft/", 422),
    "people:discard_draft": only_post("/me/edit/about/draft/discard/", 302),
    "people:add_section": signed_in("/me/edit/sections/add/", post=422),
    "people:remove_section": only_post(f"/me/edit/{NOBODYS}/remove/", 302),
    "people:move_section": only_post("/me/edit/about/move/", 400),
    "people:arrange_sections": only_post("/me/edit/order/", 400),
    "people:changes": signed_in("/me/changes/"),
    "people:undo": only_post(f"/me/changes/{NOBODYS}/undo/", 404),
    "people:forget_change": only_post(f"/me/changes/{NOBODYS}/forget/", 302),
    "people:publish": only_post("/me/publish/", 302),
    "people:unpublish": only_post("/me/unpublish/", 302),
    "people:media": everyone("/media/" + "x" * 32 + ".webp", 404),
    "people:suggest_organizations": Row("/organizations/suggest", (401, 200, 200, 200)),
    "people:document": everyone("/media/" + "x" * 32 + ".pdf", 404),
    "accounts:welcome": signed_in("/me/welcome/", post=422),
    "accounts:rename": signed_in("/me/edit/username/", post=422),
    "accounts:tokens": signed_in("/me/account/tokens/", post=422),
    "accounts:revoke_token": signed_in(f"/me/account/tokens/{NOBODYS}/revoke/", 302, post=302),
    "accounts:display": Row("/display/", (200,) * 4, (400,) * 4),
    "accounts:signed_out": everyone("/oidc/signed-out/"),
    "oidc_authentication_init": everyone("/oidc/authenticate/", 503),  # no provider answers in this test
    "oidc_authentication_callback": everyone("/oidc/callback/", 400),
    "oidc_logout": Row("/oidc/logout/", (405,) * 4, (302,) * 4),
    "admin:index": Row("/admin/", (302, 302, 302, 200)),  # stands for all of the framework's own pages below it
    "admin/login/": Row("/admin/login/", (302, 403, 403, 403)),
    "admin/logout/": Row("/admin/logout/", (405,) * 4, (302,) * 4),
    "admin/password_change/": everyone("/admin/password_change/", 404),
    "admin/password_change/done/": everyone("/admin/password_change/done/", 404),
    "api:me": Row("/api/v1/me", (401, 200, 200, 200)),
    "api:person": everyone("/api/v1/people/ada"),
    "api:people": everyone("/api/v1/people"),
    "api:lookup": Row("/api/v1/people:lookup", (405,) * 4, (200,) * 4),
    "api:affiliations": everyone("/api/v1/affiliations"),
    "api:organizations": everyone("/api/v1/organizations"),
    "api:interests": everyone("/api/v1/interests"),
    "api:changes": everyone("/api/v1/changes"),
    "api:suggest": everyone("/api/v1/search/suggest?q=ada"),
    "api:facets": everyone("/api/v1/facets"),
    "api:schema": everyone("/api/schema/"),
    "api:docs": everyone("/api/docs/"),
}
