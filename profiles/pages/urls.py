"""Addresses of whole pages and of what machines ask for."""

from django.urls import path, re_path

from profiles.pages.views import crawlers, machines, owners, readers, representations, webfinger

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
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap_index, name="sitemap_index"),
    path("sitemap/<uuid:first>.xml", crawlers.sitemap, name="sitemap"),
    path(".well-known/webfinger", webfinger.webfinger, name="webfinger"),
    path(".well-known/change-password", machines.change_password, name="change_password"),
    path(".well-known/security.txt", machines.security_txt, name="security_txt"),
]
