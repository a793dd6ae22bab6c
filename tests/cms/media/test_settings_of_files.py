"""Settings of storage and scanner that are half given are named in one line."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django.fixtures import Settings

from cms.media.checks import bucket_is_reached_in_secret

pytestmark = pytest.mark.once

HALF = {
    "S3_BUCKET": {"AWS_S3_ENDPOINT_URL": "https://s3.council.example"},
    "S3_SECRET_KEY": {"AWS_STORAGE_BUCKET_NAME": "files", "AWS_S3_ACCESS_KEY_ID": "key"},
    "S3_ACCESS_KEY": {"AWS_STORAGE_BUCKET_NAME": "files", "AWS_S3_SECRET_ACCESS_KEY": "secret"},
    "S3_ENDPOINT": {"AWS_STORAGE_BUCKET_NAME": "files", "AWS_S3_ENDPOINT_URL": "s3.council.example"},
    "CLAMD_ADDRESS": {"CLAMD_ADDRESS": "clamav:3310"},
}


@pytest.mark.parametrize("variable", HALF)
def test_what_is_half_given_is_named(variable: str, settings: Settings) -> None:
    for name, value in HALF[variable].items():
        setattr(settings, name, value)
    with pytest.raises(SystemCheckError, match=rf"\(media\.E00\d\) (Set )?{variable}\b"):
        call_command("check", "--tag", "media")


def test_a_whole_bucket_passes_and_an_open_way_to_it_is_warned_of(settings: Settings) -> None:
    settings.AWS_STORAGE_BUCKET_NAME, settings.AWS_S3_ENDPOINT_URL = "files", "http://s3.council.example"
    settings.AWS_S3_ACCESS_KEY_ID, settings.AWS_S3_SECRET_ACCESS_KEY = "key", "secret"
    settings.CLAMD_ADDRESS = "unix:///run/clamav/clamd.ctl"
    call_command("check", "--tag", "media")
    assert [str(each.msg) for each in bucket_is_reached_in_secret()] == [
        "S3_ENDPOINT begins with http://: files travel in the open."
    ]
