"""Every address of the site, by app."""

from django.urls import include, path

from profiles.api import pages

handler400 = "profiles.pages.errors.bad_request"
handler403 = "profiles.pages.errors.permission_denied"
handler404 = "profiles.pages.errors.not_found"
handler500 = "profiles.pages.errors.server_error"

urlpatterns = [
    path("", include("profiles.accounts.oidc.urls")),
    path("", include("profiles.accounts.urls")),
    path("", include("profiles.people.urls")),
    path("", include("profiles.directory.urls")),
    path("", include("profiles.pages.urls")),
    path("api/", include("profiles.api.urls")),
    path("people/<str:username>.json", pages.profile_json, name="profile_json"),
    path("admin/", include("profiles.accounts.admin_urls")),
]
