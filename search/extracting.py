"""Reads the text of attached files, in the worker and there in processes of their own."""

import datetime
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from cms.media.models import MediaDocument

from . import extract, files
from .models import FileText, Unread

logger = logging.getLogger(__name__)

# Seconds of the clock, where extract.py allows fewer of the processor.
PATIENCE = 60
# What has been asked for and not done is asked for again after a while, so many at once.
AGAIN = datetime.timedelta(minutes=15)
TOGETHER = 20


def kind_of(document: MediaDocument) -> str:
    """The file's ending."""
    return str(document.file.name).rsplit(".", 1)[-1].lower()


def ask(document: MediaDocument) -> None:
    """Has the worker read a file that is new, in the transaction that saves it."""
    if kind_of(document) in extract.KINDS:
        FileText.objects.update_or_create(document=document, defaults={"asked_at": timezone.now()})
        read.enqueue(document.pk)


def sweep() -> None:
    """What the clock does: has files read that nobody has asked for, or that were lost on the way."""
    ending = Q()
    for kind in extract.KINDS:
        ending |= Q(file__iendswith=f".{kind}")
    read_already = Q(text__stored=F("file"))
    asked = Q(text__asked_at__gt=timezone.now() - AGAIN)
    for document in MediaDocument.objects.filter(ending).exclude(read_already).exclude(asked)[:TOGETHER]:
        ask(document)


@task()
def read(document_id: int) -> None:
    """Reads a file and writes its documents anew; safe to run twice. Raises OSError while the store is away."""
    document = MediaDocument.objects.filter(pk=document_id).first()
    if document is None or kind_of(document) not in extract.KINDS:
        return
    stored = str(document.file.name)
    if FileText.objects.filter(document=document, stored=stored).exists():
        return
    text, reason = extracted(document)
    with transaction.atomic():
        # Whoever replaces the file meanwhile has it read again.
        if MediaDocument.objects.select_for_update(no_key=True).filter(pk=document_id, file=stored).exists():
            told = {"stored": stored, "text": text, "reason": reason, "read_at": timezone.now()}
            FileText.objects.update_or_create(document_id=document_id, defaults=told)
            files.write_files({document_id})


def extracted(document: MediaDocument) -> tuple[str, str]:
    """The text, or nothing and the reason; raises OSError while the store is away."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        try:
            with document.file.open("rb") as source, path.open("wb") as copy:
                shutil.copyfileobj(source, copy)
        except FileNotFoundError:
            return "", Unread.GONE
        command = [sys.executable, "-I", extract.__file__, str(path), kind_of(document)]
        try:
            # Nothing in it but our own program and names that we gave.
            done = subprocess.run(  # noqa: S603
                command, capture_output=True, timeout=PATIENCE, check=True, cwd=folder, env={}
            )
        except subprocess.TimeoutExpired:
            return "", Unread.SLOW
        except subprocess.CalledProcessError as error:
            logger.warning("File %s ended the process that read it: %s", document.pk, error.returncode)
            return "", Unread.SLOW
    told = json.loads(done.stdout)
    return told.get("text", ""), Unread(told["reason"]) if "reason" in told else ""
