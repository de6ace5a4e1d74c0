"""The admin, entered and left through the same sign-in as everything else; it has no passwords."""

from django.contrib import admin
from django.urls import path

from profiles.accounts import views
from profiles.accounts.oidc import views as oidc_views

urlpatterns = [
    path("login/", views.admin_sign_in),
    path("logout/", oidc_views.SignOutView.as_view()),
    path("password_change/", views.no_passwords),
    path("password_change/done/", views.no_passwords),
    path("", admin.site.urls),
]
