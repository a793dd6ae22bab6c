"""The public page types and alert banners."""

from .alerts import Alert
from .guides import GuidePage, GuidePartPage
from .pages import ContentPage, HomePage, NewsIndexPage, NewsPage
from .service_pages import ServiceLandingPage, ServicePage

__all__ = [
    "Alert",
    "ContentPage",
    "GuidePage",
    "GuidePartPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "ServiceLandingPage",
    "ServicePage",
]
