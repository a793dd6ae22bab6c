"""All addresses, grouped by how their answers may be kept: probes (answered by middleware), private, public."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from cms.access.surfaces import Surface, declare_prefix
from cms.core import outlines, views

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error

declare_prefix("admin/", Surface.EDITOR)
declare_prefix("sign-", Surface.OPEN)
declare_prefix("signed-out/", Surface.OPEN)

private = [
    # Wagtail's page privacy is not the audience model and guards nothing here.
    path("admin/pages/<int:page_id>/privacy/", views.absent),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", include("cms.api.urls")),
    path("", include("cms.media.urls")),
    path("preview/", include("cms.editing.link_urls")),
    path("", include("kb.urls")),
]

public: list[URLPattern | URLResolver] = [
    path("", include("search.urls")),
    path("", include("cms.website.urls")),
    path("sitemap.xml", outlines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", outlines.sitemap, name="sitemap-part"),
    path("news.rss", outlines.news_feed, name="news-feed"),
]

# Like the public addresses these have a twin in each language.
private_in_each_language = [path("", include("cms.accounts.urls"))]

urlpatterns = [
    *private,
    *i18n_patterns(
        *private_in_each_language,
        *public,
        re_path(r"^((?:[\w\-]+/)*)$", views.serve, name="wagtail_serve"),
        re_path(r"^(.*)$", views.serve, name="old-address"),
        prefix_default_language=False,
    ),
]
