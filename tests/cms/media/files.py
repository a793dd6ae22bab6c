"""Files to upload: good ones, and each kind of bad one."""

import io
import zipfile
import zlib
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET = b"SECRET-PLACE"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A picture, left half red and right half blue."""
    image = Image.new("RGB", size, (200, 20, 20))
    image.paste((20, 20, 200), (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def telling(kind: str) -> bytes:
    """A picture lying on its side, with a place, a camera and comments in its metadata, and something after its end."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, SECRET.decode()  # turned by a quarter; the camera
    exif.get_ifd(0x8825)[1] = SECRET.decode()  # GPS
    options: dict[str, Any] = {"exif": exif}
    if kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", SECRET.decode())
    elif kind == "GIF":
        options = {"comment": SECRET}
    else:
        options["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    if kind == "JPEG":
        options["comment"] = SECRET
    content = picture(kind, **options)
    # Some cameras keep a film after the picture.
    return content + SECRET if kind in {"JPEG", "PNG", "GIF"} else content


def film(frames: int, size: tuple[int, int]) -> bytes:
    """An animated GIF."""
    images = [Image.new("RGB", size, (number * 3, 90, 120)) for number in range(frames)]
    out = io.BytesIO()
    images[0].save(out, "GIF", save_all=True, append_images=images[1:], duration=100, loop=0)
    return out.getvalue()


def archive(parts: dict[str, bytes | str]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            file.writestr(name, content, compress_type=stored)
    return out.getvalue()


def word(main: str = WORD, **parts: Any) -> bytes:
    """A Word file, with further parts whose `__` stands for a slash and `_` for a dot."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    more = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return archive({"[Content_Types].xml": types, "word/document.xml": "<w:document/>", **more})


def open_document(kind: str = "text", **parts: bytes | str) -> bytes:
    """An OpenDocument file."""
    more = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<office/>", **more})


def pdf(catalog: bytes = b"", packed: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of an empty page; `packed` goes into a compressed object stream."""
    stream = b""
    if packed:
        data = zlib.compress(packed)
        size = str(len(data)).encode()
        stream = b"4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + size
        stream += b">>\nstream\n" + data + b"\nendstream\nendobj\n"
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R" + catalog + b">>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        + stream
        + b"trailer\n<</Root 1 0 R"
        + trailer
    ) + b">>\nstartxref\n0\n%%EOF\n"
