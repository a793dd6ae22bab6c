"""A bucket, put in place of the folder of files for one test."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from pytest_django.fixtures import Settings

from tests.services.state import Services


@pytest.fixture
def bucket(services: Services, settings: Settings) -> Iterator[Any]:
    """An empty bucket in which the program keeps its files, as boto3 has it; for tests marked `needs("s3")`."""
    settings.AWS_S3_ENDPOINT_URL = services.running["s3"]
    settings.AWS_S3_REGION_NAME = "eu-west-2"
    settings.AWS_S3_ACCESS_KEY_ID, settings.AWS_S3_SECRET_ACCESS_KEY = "key", "secret"
    settings.AWS_STORAGE_BUCKET_NAME = f"files-{uuid4()}"
    store = boto3.resource(
        "s3",
        endpoint_url=services.running["s3"],
        region_name="eu-west-2",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    made = store.create_bucket(
        Bucket=settings.AWS_STORAGE_BUCKET_NAME, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"}
    )
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "cms.media.backends.s3.PrivateS3Storage"}}
    yield made
    made.objects.all().delete()
    made.delete()
    store.meta.client.close()
