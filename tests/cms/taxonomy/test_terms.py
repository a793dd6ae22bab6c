"""Services and topics are called by their Welsh names where Welsh is spoken."""

from django.test import Client
from wagtail.models import Locale

from cms.access.services import grant
from cms.accounts.models import User
from cms.importing.describe import Vocabulary
from cms.taxonomy.demo import seed
from cms.taxonomy.models import Service, Topic
from tests.testmere import HOSTS, Council

SERVICES = "/admin/snippets/taxonomy/service/"


def test_a_term_has_a_name_in_each_language(council: Council) -> None:
    admin = User.objects.create_superuser("admin@testmere.example", "demo")
    grant(admin, "staff")
    editor = Client(HTTP_HOST=HOSTS["intranet"])
    editor.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    typed = {"name": "Bins", "slug": "bins", "summary": "Days.", "lgsl_codes": "[]", "summary_cy": "Diwrnodau."}
    assert "Cymraeg" in editor.post(f"{SERVICES}add/", typed).content.decode()
    assert not Service.objects.exists()
    assert editor.post(f"{SERVICES}add/", {**typed, "name_cy": "Biniau"}).status_code == 302
    service = Service.objects.get()
    topic = Topic.objects.create(slug="money", name="Money", other_words={"cy": {"name": "Arian"}})

    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    home = council.branches["website"]
    home.copy_for_translation(welsh).save_revision().publish()
    page = council.page(home, "river", service=service, topics=[topic])
    page.copy_for_translation(welsh).save_revision().publish()
    english, welsh_page = (
        council.client().get("/api/v1/pages/", {"path": path}).json() for path in ("/river/", "/cy/river/")
    )
    assert (english["service"]["name"], english["topics"][0]["name"]) == ("Bins", "Money")
    assert welsh_page["service"] == {"slug": "bins", "name": "Biniau", "lgsl_codes": []}
    assert welsh_page["topics"] == [{"slug": "money", "name": "Arian"}]

    names = {"name": "Bins", "slug": "bins", "summary": "", "lgsl_codes": "[]", "name_cy": "Biniau ac ailgylchu"}
    editor.post(f"{SERVICES}edit/{service.pk}/", names)
    later = council.client().get("/api/v1/pages/", {"path": "/cy/river/"}).json()
    assert later["service"]["name"] == "Biniau ac ailgylchu"
    assert Vocabulary().services["biniau-ac-ailgylchu"] == service


def test_the_demo_councils_services_and_topics_are_in_welsh(db: None) -> None:
    seed(None)
    assert Service.objects.count() == 23
    for term in (*Service.objects.all(), *Topic.objects.all()):
        words = term.words_in("cy")
        assert words is not None and all(words.values())
        assert words["name"] != term.name
