"""Drawings for a demo site, made by code so that no photograph has to be licensed or shipped."""

from .gallery import MOTIFS, draw, png

__all__ = ["MOTIFS", "draw", "png"]
