"""Both steps of an upload of several files: the second gives those a description that lacked one."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.documents.views.multiple import AddView as AddDocumentsView
from wagtail.documents.views.multiple import CreateFromUploadedDocumentView
from wagtail.images.views.multiple import AddView as AddImagesView
from wagtail.images.views.multiple import CreateFromUploadedImageView

from .forms import NOT_STORED
from .safety import UnsafeFileError

logger = logging.getLogger(__name__)


class _Storing:
    """Answers when a file that shall wait for its description cannot be stored."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """As Wagtail, which takes it for granted that files can be stored."""
        try:
            answer: JsonResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        except OSError:
            logger.exception("An upload could not be stored")
            return JsonResponse({"success": False, "error_message": NOT_STORED})
        return answer

    def save_object(self, form: Any) -> Any:
        """Closes the new file, which Wagtail opens once more to measure it."""
        saved = super().save_object(form)  # type: ignore[misc]
        saved.file.close()
        return saved


class AddImages(_Storing, AddImagesView):
    """Several images at once."""


class AddDocuments(_Storing, AddDocumentsView):
    """Several documents at once."""


class _Refusing:
    """Shows the form again with the reason when a file is refused at its second check."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """As Wagtail, which has no answer for a file that cannot be stored."""
        try:
            answer: JsonResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        except UnsafeFileError as refusal:
            return JsonResponse({"success": False, "form": self._form_with(refusal)})
        except OSError:
            logger.exception("An upload could not be stored")
            unstored = ValidationError(NOT_STORED, code="storage")
            return JsonResponse({"success": False, "form": self._form_with(unstored)})
        return answer

    def save_object(self: Any, form: Any) -> None:
        """Closes the new file, which Wagtail leaves open after measuring it."""
        super().save_object(form)  # type: ignore[misc]
        self.object.file.close()

    def _form_with(self: Any, refusal: ValidationError) -> str:
        form = self.form_class(
            self.request.POST,
            instance=self.model(),
            prefix=f"{self.edit_upload_form_prefix}-{self.upload.pk}",
            user=self.request.user,
        )
        form.add_error(None, refusal)
        return render_to_string(
            self.edit_form_template_name,
            {
                self.context_upload_name: self.upload,
                "edit_action": reverse(self.edit_upload_url_name, args=[self.upload.pk]),
                "delete_action": reverse(self.delete_upload_url_name, args=[self.upload.pk]),
                "form": form,
            },
            request=self.request,
        )


class CreateImageFromUpload(_Refusing, CreateFromUploadedImageView):
    """An image from a file that waited for its description."""


class CreateDocumentFromUpload(_Refusing, CreateFromUploadedDocumentView):
    """A document from a file that waited for its title."""
