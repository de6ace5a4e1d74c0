"""Addresses of whole pages and of what machines ask for."""

from django.urls import path, re_path

from profiles.pages.views import machines, owners, readers, representations

app_name = "pages"
urlpatterns = [
    path("", readers.home, name="home"),
    path("people/<str:username>/", readers.profile, name="profile"),
    path("people/<str:username>.jsonld", representations.linked_data, name="linked_data"),
    path("people/<str:username>.vcf", representations.vcard, name="vcard"),
    path("about/", readers.about, name="about"),
    path("accessibility/", readers.accessibility, name="accessibility"),
    path("privacy/", readers.privacy, name="privacy"),
    path("me/", owners.me, name="me"),
    re_path(r"^me/preview/(?P<seen_by>stranger|member)/$", owners.preview, name="preview"),
    path("healthz/live", machines.live, name="live"),
    path("healthz/ready", machines.ready, name="ready"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security_txt, name="security_txt"),
]
