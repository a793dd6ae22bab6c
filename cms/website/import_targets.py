"""What imported documents become on the website."""

from cms.importing.filling import PageTarget
from cms.importing.targets import register

from .models import ContentPage, GuidePage, GuidePartPage, NewsIndexPage, NewsPage, ServiceLandingPage, ServicePage


class WebsiteTarget(PageTarget):
    """The website's page types, with the names that other systems have for the same things."""

    types = {
        "content": ContentPage,
        "service_landing": ServiceLandingPage,
        "service": ServicePage,
        "guide": GuidePage,
        "guide_part": GuidePartPage,
        "news_index": NewsIndexPage,
        "news": NewsPage,
    }
    synonyms = {
        "page": "content",
        "content_page": "content",
        "article": "content",
        "question": "content",
        "service_page": "service",
        "service_landing_page": "service_landing",
        "landing": "service_landing",
        "guide_page": "guide",
        "guide_part_page": "guide_part",
        "newsroom": "news_index",
        "news_index_page": "news_index",
        "news_page": "news",
        "news_article": "news",
        "post": "news",
        "localgov_services_landing": "service_landing",
        "localgov_services_sublanding": "service_landing",
        "localgov_services_page": "service",
        "localgov_services_status": "content",
        "localgov_guides_overview": "guide",
        "localgov_guides_page": "guide_part",
        "localgov_step_by_step_overview": "guide",
        "localgov_step_by_step_page": "guide_part",
        "localgov_newsroom": "news_index",
        "localgov_news_article": "news",
        "localgov_directory": "content",
        "localgov_directories_page": "content",
        "localgov_directories_venue": "content",
        "localgov_event": "content",
        "localgov_publication_page": "content",
        "localgov_publication_cover_page": "content",
        "localgov_subsites_overview": "content",
        "localgov_subsites_page": "content",
    }
    default = "content"
    fallbacks = ("service", "service_landing", "guide_part", "guide", "news")
    folder = "content"


register("website", WebsiteTarget())
