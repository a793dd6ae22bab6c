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


def word_saying(text: str) -> bytes:
    """A Word file of one paragraph, in which the text stands as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        types = f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
        file.writestr("[Content_Types].xml", types)
        namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        said = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        file.writestr("word/document.xml", f'<w:document xmlns:w="{namespace}">{said}</w:document>')
    return out.getvalue()


def pdf_saying(text: str, pages: int = 1) -> bytes:
    """A PDF that says the text on its first page."""
    drawn = f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode()
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"<</Length %d>>\nstream\n" % len(drawn) + drawn + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"] * (pages - 1),
    ]
    made, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table
    return made + end + b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(made))


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
