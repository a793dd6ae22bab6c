"""The demo council's pictures: each motif draws, the same each time, in a file that is fit for the web."""

from io import BytesIO

import pytest
import yaml
from PIL import Image

from cms.media.demo_images import MOTIFS, draw, png
from tests.architecture import tree

pytestmark = pytest.mark.once

LARGEST = 150_000


def test_every_picture_of_the_demo_has_its_motif() -> None:
    pictures = yaml.safe_load((tree.ROOT / "cms/website/demo/images.yaml").read_text(encoding="utf-8"))
    assert {each["motif"] for each in pictures} <= set(MOTIFS)


@pytest.mark.parametrize("motif", MOTIFS)
def test_draws_a_picture_of_many_colours(motif: str) -> None:
    image = draw(motif, (300, 200))
    assert (image.mode, image.size) == ("RGB", (300, 200))
    assert len(image.getcolors(300 * 200) or []) > 500


@pytest.mark.parametrize("motif", MOTIFS)
def test_is_the_same_each_time(motif: str) -> None:
    assert draw(motif, (150, 100)).tobytes() == draw(motif, (150, 100)).tobytes()


@pytest.mark.parametrize("size", [(240, 240), (480, 120), (120, 480), (1, 1)])
def test_fills_any_shape(size: tuple[int, int]) -> None:
    assert draw("park", size).size == size


@pytest.mark.parametrize("motif", ["town-hall", "festival"])
def test_a_file_is_small_and_the_same_each_time(motif: str) -> None:
    content = png(motif)
    assert len(content) <= LARGEST
    assert content == png(motif)
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 800))


def test_refuses_an_unknown_motif_and_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'volcano'.*bins, care, festival.*town-hall"):
        draw("volcano")


@pytest.mark.parametrize("size", [(0, 800), (1200, 0), (-3, 2)])
def test_refuses_an_empty_size(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is empty"):
        draw("park", size)
