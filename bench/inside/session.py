"""Signs a member of staff in, and prints the session's cookie: `python -m bench.inside.session`."""

import django


def main() -> None:
    """Makes the person, who may read what staff may read, and their session."""
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from cms.access.services import grant
    from cms.accounts.models import User

    person = User.objects.create_user("staff@northmere.example")
    grant(person, "staff")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    print(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")


if __name__ == "__main__":
    main()
