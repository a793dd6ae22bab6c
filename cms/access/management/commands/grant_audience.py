"""Makes people members of audiences."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.access.models import Audience
from cms.access.services import grant, revoke


class Command(BaseCommand):
    """Gives the first administrator the way into the intranet, where everybody else's audiences are granted."""

    help = "Make a person a member of audiences, or with --revoke end that."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and of what."""
        parser.add_argument("email", help="of an account that exists")
        parser.add_argument("audience", nargs="+", help="such as staff, agent or partner:SHORT-NAME")
        parser.add_argument("--revoke", action="store_true", help="end the membership")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints what the person belongs to now; ends with an error, having changed nothing, for an unknown name."""
        user = get_user_model()._default_manager.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {options['email']}.")
        known = list(Audience.objects.values_list("key", flat=True))
        unknown = [key for key in options["audience"] if key not in known]
        if unknown:
            raise CommandError(f"There is no audience {', '.join(unknown)}. Choose from: {', '.join(known)}.")
        (revoke if options["revoke"] else grant)(user, *options["audience"])
        held = Audience.objects.filter(grants__user_id=user.pk).values_list("key", flat=True)
        self.stdout.write(f"{options['email']}: {', '.join(held) or 'no audience'}")
