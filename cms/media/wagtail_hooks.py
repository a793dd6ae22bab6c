"""What the admin does with files."""

from django.urls import URLPattern, path
from wagtail import hooks

from .uploads import AddDocuments, AddImages, CreateDocumentFromUpload, CreateImageFromUpload


@hooks.register("register_admin_urls")
def uploads_of_several_files() -> list[URLPattern]:
    """Stand before Wagtail's views at the same addresses."""
    return [
        path("images/multiple/add/", AddImages.as_view()),
        path("documents/multiple/add/", AddDocuments.as_view()),
        path("images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/", CreateImageFromUpload.as_view()),
        path(
            "documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
            CreateDocumentFromUpload.as_view(),
        ),
    ]
