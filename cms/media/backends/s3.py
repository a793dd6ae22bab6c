"""Files in a private S3 bucket."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.utils.deconstruct import deconstructible
from django.utils.http import content_disposition_header
from storages.backends.s3 import ClientError, Config, S3Storage

SIGNED_FOR = 60  # seconds


@contextlib.contextmanager
def _answering(name: str) -> Iterator[None]:
    """Makes all that can go wrong with a bucket an OSError, or a FileNotFoundError where it has no such file."""
    try:
        yield
    except OSError:
        raise
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == HTTPStatus.NOT_FOUND:
            raise FileNotFoundError(name) from error
        raise OSError(f"The bucket refuses {name}: {error}") from error
    except Exception as error:
        # The client has kinds of error of its own for the network, the store and the keys.
        raise OSError(f"The bucket does not answer for {name}: {error}") from error


@deconstructible
class PrivateS3Storage(S3Storage):
    """A bucket that is read through addresses signed for a minute, and otherwise by this program only."""

    def get_default_settings(self) -> dict[str, Any]:
        """What the settings say, but that nothing is ever public and no request waits long."""
        found = super().get_default_settings()
        return {
            **found,
            "default_acl": None,
            "querystring_auth": True,
            "custom_domain": None,
            "file_overwrite": False,
            "client_config": Config(
                s3={"addressing_style": "path" if found["endpoint_url"] else "virtual"},
                signature_version="s3v4",
                connect_timeout=3,
                read_timeout=10,
                retries={"max_attempts": 2},
            ),
        }

    def _open(self, name: str, mode: str = "rb") -> Any:
        """The file, fetched whole; raises FileNotFoundError, or OSError when the bucket does not answer."""
        with _answering(name):
            file = super()._open(name, mode)
            if "r" in mode:
                file.readable()
        return file

    def _save(self, name: str, content: Any) -> str:
        """Stores a file under a name that is free; raises OSError when the bucket does not take it."""
        with _answering(name):
            saved: str = super()._save(name, content)
        return saved

    def exists(self, name: str) -> bool:
        """Whether there is such a file; raises OSError when the bucket does not answer."""
        with _answering(name):
            found: bool = super().exists(name)
        return found

    def get_modified_time(self, name: str) -> datetime:
        """When a file was stored; raises FileNotFoundError, or OSError when the bucket does not answer."""
        with _answering(name):
            moment: datetime = super().get_modified_time(name)
        return moment

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Nothing: a file has no address without asking who reads."""
        return ""

    def signed_address(self, name: str, *, method: str, shown_as: str, content_type: str) -> str:
        """Where the bucket gives the file to download, for a minute, to requests with this method."""
        headers = {
            "ResponseContentDisposition": content_disposition_header(True, shown_as),
            "ResponseContentType": content_type,
            "ResponseCacheControl": "private, no-store",
        }
        address: str = super().url(name, headers, SIGNED_FOR, method)
        return address
