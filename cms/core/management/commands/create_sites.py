"""Makes the branches of the tree and the sites that show them."""

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http.request import validate_host
from wagtail.models import Site

from cms.access.enums import Host
from cms.core.branches import ensure_branches

HOSTNAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
LONGEST_HOSTNAME = 253
# Leaves room for "intranet" or "extranet" in the name of a Wagtail site.
LONGEST_NAME = 240
LAST_PORT = 65535


class Command(BaseCommand):
    """Run it once after the first `migrate`; run it again to add a site, or to give one another host name."""

    help = "Make the website, the intranet, the extranet and the knowledge base, or complete them."

    def add_arguments(self, parser: CommandParser) -> None:
        """A host name for each site that there is to be, and how readers reach it."""
        parser.add_argument("--website", required=True, metavar="HOST", help="such as www.council.example")
        parser.add_argument("--intranet", metavar="HOST", help="leave out if there is none")
        parser.add_argument("--extranet", metavar="HOST", help="leave out if there is none")
        parser.add_argument("--council", required=True, metavar="NAME", help="the name that the sites carry")
        parser.add_argument(
            "--port", type=int, default=443, help="as readers see it: 443 (the default) means https, 80 means http"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the address of each site; ends with an error, having changed nothing, for a name that cannot be."""
        hosts = {host: self._hostname(host, options[host]) for host in Host.values if options[host] is not None}
        name, port = options["council"].strip(), options["port"]
        if len(set(hosts.values())) < len(hosts):
            raise CommandError("Each site needs a host name of its own.")
        if not 1 <= port <= LAST_PORT:
            raise CommandError(f"--port {port}: give a number from 1 to {LAST_PORT}.")
        if not 1 <= len(name) <= LONGEST_NAME:
            raise CommandError(f"--council: give a name of 1 to {LONGEST_NAME} characters.")
        self._refuse_taken(hosts)
        ensure_branches(hosts, port=port, council=name)
        for site in Site.objects.filter(profile__isnull=False).order_by("pk"):
            self.stdout.write(f"{site.site_name}: {site.root_url}/")
        for hostname in hosts.values():
            if not validate_host(hostname, settings.ALLOWED_HOSTS):
                self.stderr.write(f"Add {hostname} to ALLOWED_HOSTS, or it answers 400.")

    def _hostname(self, option: str, given: str) -> str:
        hostname = given.strip().lower()
        if len(hostname) > LONGEST_HOSTNAME or not HOSTNAME.fullmatch(hostname):
            raise CommandError(f"--{option} {given!r} is no host name; leave out https://, port and path.")
        return hostname

    def _refuse_taken(self, hosts: dict[str, str]) -> None:
        """A site is found by its host name alone, so that two sites cannot share one, nor swap theirs in one step."""
        for host, hostname in hosts.items():
            other = Site.objects.filter(hostname=hostname, profile__isnull=False).exclude(profile__host=host).first()
            if other is not None:
                raise CommandError(f"--{host} {hostname!r} is taken by {other.site_name}.")
