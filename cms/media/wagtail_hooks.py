"""What the admin does with files."""

from django.urls import URLPattern, path
from wagtail import hooks

from .uploads import CreateDocumentFromUpload, CreateImageFromUpload


@hooks.register("register_admin_urls")
def second_steps_of_uploads() -> list[URLPattern]:
    """Stand before Wagtail's views at the same addresses."""
    return [
        path("images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/", CreateImageFromUpload.as_view()),
        path(
            "documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
            CreateDocumentFromUpload.as_view(),
        ),
    ]
