"""A kept connection to the database that broke off meanwhile does not cost the next reader an error."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from cms.access.memory import content_state


def ask_again_after_the_server_hung_up() -> list[object]:
    """The content's state before and after; SQLite, where there is no server, is only asked twice."""
    try:
        before = content_state()
        if connection.vendor == "postgresql":
            other = connection.copy()
            with connection.cursor() as cursor, other.cursor() as killer:
                cursor.execute("SELECT pg_backend_pid()")
                killer.execute("SELECT pg_terminate_backend(%s)", cursor.fetchone())
            other.close()
        close_old_connections()
        return [before, content_state()]
    finally:
        connection.close()


@pytest.mark.django_db
def test_the_first_question_of_a_request_finds_a_lost_connection_and_makes_another() -> None:
    with ThreadPoolExecutor(1) as pool:
        before, after = pool.submit(ask_again_after_the_server_hung_up).result()
    assert before == after
