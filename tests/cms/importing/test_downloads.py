"""Files that documents link to: kept as documents to download, checked, followed by access, and brought up to date."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cms.core.models import BasePage
from cms.importing.mapping import Mapping
from cms.importing.models import ImportedFile
from cms.importing.reader import read
from cms.importing.sources import open_source
from cms.importing.targets import target_for
from cms.importing.writer import Job, write
from cms.media.models import MediaDocument
from tests.cms.importing.conftest import Outcome, page
from tests.cms.importing.reading import write_files
from tests.cms.media import files

pytestmark = pytest.mark.once

Run = Callable[..., Outcome]

PDF = files.pdf()
PAGE = "# Permits\n\nFill in the [form](files/permit-form.pdf#page=2), or see [fees](/files/fees.csv).\n"
GIVEN = {"permits.md": PAGE, "files/permit-form.pdf": PDF, "files/fees.csv": "zone,fee\nA,10\n"}


def rich_text(path: str) -> str:
    """The first text of a page, as it is stored."""
    return str(page(path).body[0].value.source)


def content(document: MediaDocument) -> bytes:
    """What a document holds."""
    with document.file.open() as file:
        return bytes(file.read())


def test_linked_files_become_documents_that_readers_of_the_page_may_have(run: Run) -> None:
    outcome = run(GIVEN | {"files/other.odt": files.open_document(), "files/data.csv": "zone,fee\n"})
    assert outcome.code == 1, outcome.text
    form, fees = MediaDocument.objects.order_by("-title")
    assert (form.title, fees.title) == ("permit form", "fees")
    text = rich_text("/website/permits/")
    assert f'<a linktype="document" id="{form.pk}">form</a>' in text
    assert f'<a linktype="document" id="{fees.pk}">fees</a>' in text
    client = Client(headers={"host": "www.localhost"})
    assert f'href="{form.url}"' in client.get("/permits/").content.decode()
    assert b"".join(client.get(form.url)) == PDF
    assert "2  files to download stored" in outcome.text
    assert "files/data.csv:1: no column 'question'; the columns are zone, fee" in outcome.text
    assert "files/fees.csv:" not in outcome.text
    told = run({"files/data.csv": "question,answer\nQ?,A\n"}, verbosity=2).text
    assert "files/other.odt: left out: no document links to it" in told


def test_a_file_follows_the_readers_of_the_page_that_links_to_it(run: Run) -> None:
    run({"a.md": "# A\n\n::: staff_note\n[Script](script.pdf)\n:::\n", "script.pdf": PDF}, "knowledge-base:/")
    assert Client(headers={"host": "www.localhost"}).get(MediaDocument.objects.get().url).status_code == 404
    assert set(MediaDocument.objects.get().uses.values_list("audience", flat=True)) == {"staff"}


def test_a_second_run_changes_nothing_and_a_changed_file_is_the_documents_new_file(run: Run) -> None:
    run(GIVEN)
    before = page("/website/permits/").latest_revision_id
    again = run()
    assert "0  files to download stored" in again.text
    form = MediaDocument.objects.get(title="permit form")
    changed = run({"files/permit-form.pdf": files.pdf(trailer=b"/Info 9 0 R")})
    assert "1  files to download stored" in changed.text
    renewed = MediaDocument.objects.get(title="permit form")
    assert renewed.pk == form.pk
    assert b"/Info" in content(renewed)
    assert page("/website/permits/").latest_revision_id == before
    shown = Client(headers={"host": "www.localhost"}).get("/permits/").content.decode()
    assert f'href="{renewed.url}"' in shown


def test_a_document_that_was_replaced_here_stays_so(run: Run) -> None:
    run(GIVEN)
    form = MediaDocument.objects.get(title="permit form")
    form.file_hash = "another"
    form.save()
    outcome = run({"files/permit-form.pdf": files.pdf(trailer=b"/Info 9 0 R")})
    assert "files/permit-form.pdf: changed, but somebody has replaced the document here" in outcome.text
    assert content(MediaDocument.objects.get(pk=form.pk)) == PDF


def test_a_file_that_is_refused_is_named_and_its_link_set_once_it_is_mended(run: Run) -> None:
    harmful = files.pdf(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
    outcome = run(GIVEN | {"files/permit-form.pdf": harmful})
    assert outcome.code == 1
    assert "\n  files/permit-form.pdf: This" in outcome.text
    assert "permits.md:3: a link to 'files/permit-form.pdf#page=2' left out: This" in outcome.text
    assert list(MediaDocument.objects.values_list("title", flat=True)) == ["fees"]
    assert "Fill in the form, or" in rich_text("/website/permits/")
    assert run({"files/permit-form.pdf": PDF}).code == 0
    assert ">form</a>" in rich_text("/website/permits/")


def test_nothing_is_kept_while_the_scanner_is_away(run: Run, settings: Settings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        outcome = run(GIVEN)
    assert "files/permit-form.pdf: This file could not be scanned" in outcome.text
    assert not MediaDocument.objects.exists()
    settings.CLAMD_ADDRESS = ""
    assert run().code == 0
    assert MediaDocument.objects.count() == 2
    assert ">form</a>" in rich_text("/website/permits/")


def test_a_dry_run_keeps_no_file_and_tells_of_those_that_would_be_refused(run: Run) -> None:
    outcome = run(GIVEN | {"files/fees.csv": "a,b\n\x01\n"}, dry_run=True)
    assert "files/fees.csv: This file is not plain text" in outcome.text
    assert not MediaDocument.objects.exists()
    assert not ImportedFile.objects.exists()


def test_buttons_and_tasks_that_lead_to_files_become_links(run: Run) -> None:
    front = "---\ntitle: Apply\ntasks:\n- title: Form\n  href: a.pdf\n---\n"
    outcome = run({"apply.md": f"{front}[Get it](a.pdf){{.button}}\n", "a.pdf": PDF})
    assert outcome.code == 0, outcome.text
    key = MediaDocument.objects.get().pk
    texts = [block.value.source for block in page("/website/apply/").body]
    assert texts == [f'<p><a linktype="document" id="{key}">{words}</a></p>' for words in ("Get it", "Form")]


def test_a_page_that_fails_takes_its_files_with_it(branches: dict[str, BasePage], tmp_path: Path) -> None:
    write_files(tmp_path / "s", {"a.md": "# A\n\n[F](f.pdf)", "b.md": f"# B\n\n[F](f.pdf)\n\n{'x' * 9}", "f.pdf": PDF})
    target = target_for(branches["website"])
    assert target is not None
    fill = target.fill
    with open_source(tmp_path / "s") as source, pytest.MonkeyPatch.context() as patch:

        def failing(made: BasePage, content: object, notebook: object) -> None:
            fill(made, content, notebook)  # type: ignore[arg-type]
            if made.title == "A":
                raise RuntimeError("the power went")

        patch.setattr(target, "fill", failing)
        reading = read(source, Mapping())
        job = Job("s", reading, branches["website"], target, frozenset({"public"}))
        write(job, lambda places, _total: places)
    assert MediaDocument.objects.count() == ImportedFile.objects.count() == 1
    assert f'id="{MediaDocument.objects.get().pk}"' in rich_text("/website/b/")
