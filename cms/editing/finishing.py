"""What Wagtail calls when a workflow is over."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """See services.publish_approved."""
    # Wagtail asks for this function while its own models are being made.
    from . import services

    services.publish_approved(workflow_state, user)
