"""Finds templates in the theme of the site that is being read, then in the base theme."""

from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.template import Origin
from django.template.base import Template
from django.template.loaders.filesystem import Loader as FilesystemLoader

BASE = "base"
active_theme: ContextVar[str] = ContextVar("active_theme", default=BASE)


def themes() -> list[str]:
    """The themes that a site can wear: the folders beside the base theme that hold templates or styles."""
    return sorted(
        folder.name
        for folder in settings.THEMES_DIR.iterdir()
        if folder.is_dir() and folder.name != BASE and ((folder / "templates").is_dir() or (folder / "scss").is_dir())
    )


class ThemeLoader(FilesystemLoader):
    """Looks in the active theme and then in the base theme; compiled templates are kept for each theme."""

    def __init__(self, engine: object) -> None:
        super().__init__(engine)  # type: ignore[arg-type]
        self.compiled: dict[tuple[str, ...], Template] = {}

    def get_dirs(self) -> list[str | Path]:
        """The template folders, the most particular first."""
        return [settings.THEMES_DIR / theme / "templates" for theme in dict.fromkeys((active_theme.get(), BASE))]

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """Raises TemplateDoesNotExist as any loader does; `skip` serves `{% extends %}` of a template's own name."""
        if settings.DEBUG:
            return super().get_template(template_name, skip)
        skipped = (origin.name for origin in skip or () if origin.template_name == template_name)
        key = (active_theme.get(), template_name, *skipped)
        if key not in self.compiled:
            self.compiled[key] = super().get_template(template_name, skip)
        return self.compiled[key]

    def reset(self) -> None:
        """Forgets compiled templates."""
        self.compiled.clear()
