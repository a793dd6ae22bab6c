"""Folders and archives, harmless and hostile."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from cms.importing.documents import Severity
from cms.importing.sources import Source, SourceError, open_source
from tests.cms.importing.reading import write_files

pytestmark = pytest.mark.once


def tar(path: Path, files: dict[str, bytes], extra: list[tarfile.TarInfo] | None = None) -> Path:
    """A tar.gz with these files; `extra` are members without content."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for member in extra or []:
            archive.addfile(member)
    return path


def names(source: Source) -> list[str]:
    return [file.path for file in source.files]


def refused(source: Source) -> dict[str, str]:
    return {note.file: note.reason for note in source.notes if note.severity is Severity.REFUSED}


def test_a_folder_and_its_archives_read_the_same(tmp_path: Path) -> None:
    files = {"kb/b.md": b"B", "kb/sub/a.md": b"A"}
    write_files(tmp_path, files)
    with zipfile.ZipFile(tmp_path / "kb.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    for path in (tmp_path / "kb", tar(tmp_path / "kb.tar.gz", files), tmp_path / "kb.zip"):
        with open_source(path) as source:
            assert source.name == "kb"
            assert [(file.path, file.read()) for file in source.files] == [("b.md", b"B"), ("sub/a.md", b"A")]


def test_a_single_file_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text("question,answer\n")
    with open_source(tmp_path / "faq.csv") as source:
        assert names(source) == ["faq.csv"]


@pytest.mark.parametrize("name", ["../out.md", "a/../../out.md", "/etc/out.md", "a\\out.md", "C:/out.md", "a\x01.md"])
def test_paths_that_lead_elsewhere_are_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    with open_source(tar(tmp_path / "x.tar.gz", {name: b"bad", "x/good.md": b"good"})) as source:
        assert names(source) == ["good.md"]
        assert len(refused(source)) == 1
    assert not (tmp_path.parent / "out.md").exists()


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    link, device = tarfile.TarInfo("x/link.md"), tarfile.TarInfo("x/device.md")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    device.type = tarfile.CHRTYPE
    with open_source(tar(tmp_path / "x.tar.gz", {"x/good.md": b"good"}, [link, device])) as source:
        assert names(source) == ["good.md"]
        assert set(refused(source)) == {"x/link.md", "x/device.md"}


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    write_files(tmp_path, {"secret/key.md": "secret", "in/good.md": "good"})
    (tmp_path / "in/file.md").symlink_to(tmp_path / "secret/key.md")
    (tmp_path / "in/folder").symlink_to(tmp_path / "secret")
    with open_source(tmp_path / "in") as source:
        assert names(source) == ["good.md"]
        assert set(refused(source)) == {"file.md", "folder"}


@pytest.mark.parametrize("archived", [False, True])
def test_a_file_of_50_mb_is_refused_and_the_rest_is_read(tmp_path: Path, archived: bool) -> None:
    files = {"in/big.md": b"x" * 50 * 1024 * 1024, "in/good.md": b"good"}
    if archived:
        path = tar(tmp_path / "in.tar.gz", files)
    else:
        write_files(tmp_path, files)
        path = tmp_path / "in"
    with open_source(path) as source:
        assert names(source) == ["good.md"]
        assert ["larger than 10 MB" in reason for reason in refused(source).values()] == [True]


def test_an_archive_that_unpacks_to_far_too_much_is_refused_whole(tmp_path: Path) -> None:
    member = tarfile.TarInfo("bomb/large.md")
    member.size = 2 * 1024**3
    (tmp_path / "bomb.tar").write_bytes(member.tobuf() + bytes(1024))
    with pytest.raises(SourceError, match="far more"):
        open_source(tmp_path / "bomb.tar")


def test_what_is_no_content_is_listed_with_its_reason(tmp_path: Path) -> None:
    files = {
        "LICENCE": "",
        "README.md": "",
        ".git/config": "",
        "a/.hidden.md": "",
        "PROVENANCE.txt": "",
        "a/page.md": "x",
    }
    write_files(tmp_path / "in", files)
    with open_source(tmp_path / "in") as source:
        assert names(source) == ["a/page.md"]
        assert {note.file for note in source.notes} == set(files) - {"a/page.md"}
        assert all(note.severity is Severity.INFO and note.reason for note in source.notes)


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.tar.gz").write_bytes(b"\x1f\x8b\x08\x00garbage")
    whole = tar(tmp_path / "whole.tar.gz", {f"x/{number}.md": b"text" * 500 for number in range(50)})
    (tmp_path / "cut.tar.gz").write_bytes(whole.read_bytes()[:-60])
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04nonsense")
    tar(tmp_path / "nothing.tar.gz", {})
    for name, reason in {
        "missing": "does not exist",
        "empty": "holds no files",
        "nothing.tar.gz": "holds no files",
        "broken.tar.gz": "cannot be read",
        "cut.tar.gz": "cannot be read",
        "broken.zip": "cannot be read",
    }.items():
        with pytest.raises(SourceError, match=reason):
            open_source(tmp_path / name)


def test_the_second_of_two_members_with_one_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.tar"
    with tarfile.open(path, "w") as archive:
        for content in (b"first", b"second"):
            member = tarfile.TarInfo("x/page.md")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    with open_source(path) as source:
        assert [file.read() for file in source.files] == [b"first"]
        assert list(refused(source)) == ["x/page.md"]
