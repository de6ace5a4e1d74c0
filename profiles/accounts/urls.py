"""Addresses of accounts beside the library's own."""

from django.urls import path

from profiles.accounts import views
from profiles.accounts.oidc import views as oidc_views

app_name = "accounts"
urlpatterns = [
    path("me/welcome/", views.welcome, name="welcome"),
    path("me/edit/username/", views.rename, name="rename"),
    path("me/account/tokens/", views.tokens, name="tokens"),
    path("me/account/tokens/<uuid:token_id>/revoke/", views.revoke_token, name="revoke_token"),
    path("display/", views.display, name="display"),
    path("oidc/signed-out/", oidc_views.signed_out, name="signed_out"),
]
