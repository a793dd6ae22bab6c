"""What must be said for files to be kept and scanned; each message names the environment variable."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004


@register("media")
def bucket_is_described(**_: Any) -> list[CheckMessage]:
    """A bucket has both its keys or neither, and nothing is said of a bucket that there is not."""
    problems: list[CheckMessage] = []
    given = {
        "S3_ENDPOINT": settings.AWS_S3_ENDPOINT_URL,
        "S3_REGION": settings.AWS_S3_REGION_NAME,
        "S3_ACCESS_KEY": settings.AWS_S3_ACCESS_KEY_ID,
        "S3_SECRET_KEY": settings.AWS_S3_SECRET_ACCESS_KEY,
    }
    said = [name for name, value in given.items() if value]
    if said and not settings.AWS_STORAGE_BUCKET_NAME:
        problems.append(Error(f"Set S3_BUCKET: without it {', '.join(said)} mean nothing.", id="media.E001"))
    keys = {"S3_ACCESS_KEY", "S3_SECRET_KEY"}
    if len(keys & set(said)) == 1:
        missing = (keys - set(said)).pop()
        problems.append(Error(f"Set {missing}: the bucket's other key is set.", id="media.E002"))
    if given["S3_ENDPOINT"] and urlsplit(given["S3_ENDPOINT"]).scheme not in {"http", "https"}:
        problems.append(Error("S3_ENDPOINT must begin with https:// or http://.", id="media.E003"))
    return problems


@register("media", deploy=True)
def bucket_is_reached_in_secret(**_: Any) -> list[CheckMessage]:
    """Signed addresses are as good as the file for a minute."""
    if urlsplit(settings.AWS_S3_ENDPOINT_URL or "").scheme != "http":
        return []
    return [Warning("S3_ENDPOINT begins with http://: files travel in the open.", id="media.W001")]


@register("media")
def scanner_is_described(**_: Any) -> list[CheckMessage]:
    """The scanner's address can be read."""
    address = settings.CLAMD_ADDRESS
    url = urlsplit(address)
    if not address or (url.scheme == "unix" and url.path) or (url.scheme == "tcp" and url.hostname and url.port):
        return []
    return [Error(f"CLAMD_ADDRESS is {address!r}; write unix:///PATH or tcp://HOST:PORT.", id="media.E004")]
