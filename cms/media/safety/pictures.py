"""Pictures: proved by decoding them, and drawn again so that nothing but the picture is kept."""

import io
import zipfile
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from .errors import UnsafeFileError
from .names import extension_of

# The extensions that each format may have, the usual one first.
EXTENSIONS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "GIF": ("gif",), "WEBP": ("webp",), "AVIF": ("avif",)}
ORIENTATION = 0x0112
PROFILE_LIMIT = 1024 * 1024
# What decoders leave in `info` that belongs to the picture; all else is metadata.
PICTORIAL = {"transparency", "duration", "loop", "background", "disposal", "blend", "default_image", "gamma"}
# What a browser or a server might run if it took the picture for something else.
MARKS = (b"<?php", b"<script", b"<!doctype html", b"<html", b"<svg", b"<iframe")


def safe_picture(content: bytes, name: str) -> bytes:
    """The picture upright and without metadata; raises UnsafeFileError."""
    kind = prove(content)
    if extension_of(name) not in EXTENSIONS[kind]:
        message = _("This file is a %(kind)s image, but its ending is “%(ending)s”.")
        raise UnsafeFileError(message % {"kind": kind, "ending": extension_of(name)}, code="mismatch")
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            return _drawn_again(image, kind, lossless=b"VP8L" in content[:64])
    except Exception as error:
        # Decoding finds damage that looking at the parts does not.
        raise UnsafeFileError(_("This image is damaged."), code="damaged") from error


def prove(content: bytes) -> str:
    """The picture's format, one of EXTENSIONS; raises UnsafeFileError for anything but one picture of fair size."""
    if len(content) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        megabytes = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 1024**2
        raise UnsafeFileError(_("This image is larger than %d MB.") % megabytes, code="size")
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower()
    if start in (b"<?xml", b"<svg ", b"<svg>", b"<!doc"):
        raise UnsafeFileError(_("Drawings (SVG) are not accepted, because they can hold programs."), code="svg")
    try:
        with Image.open(io.BytesIO(content), formats=list(EXTENSIONS)) as image:
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            frames = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
            dots = image.width * image.height * frames
            image.verify()
    except Image.DecompressionBombError as error:
        raise UnsafeFileError(_("This image has far too many pixels."), code="pixels") from error
    except UnidentifiedImageError as error:
        raise UnsafeFileError(_("This file is not an AVIF, GIF, JPEG, PNG or WebP image."), code="kind") from error
    except Exception as error:
        # Pillow raises many kinds of error on damaged files.
        raise UnsafeFileError(_("This image is damaged."), code="damaged") from error
    if dots > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        message = _("This image has %(number)d pixels in all its frames; %(most)d are the most.")
        raise UnsafeFileError(message % {"number": dots, "most": most}, code="pixels")
    small = content.lower()
    if b"%pdf-" in small[:1024] or any(mark in small for mark in MARKS) or zipfile.is_zipfile(io.BytesIO(content)):
        message = _("This image is another kind of file at the same time: it holds a program, a page or an archive.")
        raise UnsafeFileError(message, code="polyglot")
    return kind


def _drawn_again(image: ImageFile.ImageFile, kind: str, *, lossless: bool) -> bytes:
    profile = image.info.get("icc_profile") or b""
    options: dict[str, Any] = {"icc_profile": profile if len(profile) <= PROFILE_LIMIT else b""}
    turned = _orientation(image) != 1
    several = image.format != "MPO" and getattr(image, "n_frames", 1) > 1
    image.load()
    drawn: Image.Image = ImageOps.exif_transpose(image) if turned and not several else image
    drawn.info = {key: value for key, value in drawn.info.items() if key in PICTORIAL}
    if kind == "JPEG":
        # The tables of the original keep the loss too small to see.
        options["quality"] = 92 if turned or image.format != "JPEG" else "keep"
        options["comment"] = b""
    elif kind == "GIF":
        options["comment"] = b""
    elif kind == "WEBP":
        options |= {"lossless": lossless, "quality": 90}
    elif kind == "AVIF":
        options["quality"] = 85
    out = io.BytesIO()
    drawn.save(out, kind, exif=b"", xmp=b"", **({"save_all": True} if several else {}), **options)
    return out.getvalue()


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        # Metadata may be damaged where the picture is not.
        return 1
