"""Reader tokens: made once, known by a digest, good for one kind of host."""

import hashlib
import secrets

from django.utils import timezone

from cms.access.models import Audience
from cms.access.reader import Reader, reader_with

from .models import ReaderToken

PREFIX = "fdr_"
LONGEST = 200


def new_secret() -> str:
    """256 bits that nobody guesses."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret; it is too random to need salt or slow hashing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def reader_of(authorization: str, host: str) -> Reader | None:
    """The reader that a request's Authorization header stands for on this kind of host, or None."""
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or len(secret) > LONGEST:
        return None
    good = ReaderToken.objects.filter(host=host, revoked=False, expires_at__gt=timezone.now())
    token = good.filter(digest=digest_of(secret.strip())).first()
    if token is None:
        return None
    today = timezone.localdate()
    if token.last_used_on != today:
        ReaderToken.objects.filter(pk=token.pk).update(last_used_on=today)
    names = dict(Audience.objects.filter(pk__in=token.audiences).values_list("key", "label"))
    reader = reader_with(names, host, names=names)
    return reader if reader.audiences else None
