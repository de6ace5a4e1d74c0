"""The library's addresses and names for signing in and out."""

from django.urls import path

from profiles.accounts.oidc import views

urlpatterns = [
    path("oidc/authenticate/", views.StartView.as_view(), name="oidc_authentication_init"),
    path("oidc/callback/", views.CallbackView.as_view(), name="oidc_authentication_callback"),
    path("oidc/logout/", views.SignOutView.as_view(), name="oidc_logout"),
]
