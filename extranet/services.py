"""Changes to partner organisations and their members."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from cms.access.audiences import PARTNER
from cms.access.services import add_partner_audience, grant, revoke
from cms.api.services import add_scope as add_readings
from search.services import add_scope

from .models import PartnerOrganisation


@transaction.atomic
def save_organisation(*, name: str, slug: str) -> PartnerOrganisation:
    """Makes or renames an organisation; its audience sees at once what all partners see, in search too."""
    audience = add_partner_audience(slug, name)
    organisation, made = PartnerOrganisation.objects.update_or_create(
        slug=slug, defaults={"name": name, "audience": audience}
    )
    if made:
        add_scope(audience.key)
        add_readings(audience.key, PARTNER)
    return organisation


def add_member(organisation: PartnerOrganisation, user: AbstractBaseUser) -> None:
    """Lets a person read what the organisation may read."""
    grant(user, organisation.audience_id)


def remove_member(organisation: PartnerOrganisation, user: AbstractBaseUser) -> None:
    """Ends that with the person's next request."""
    revoke(user, organisation.audience_id)
