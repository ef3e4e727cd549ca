"""What a sentence means, as a vector: all-MiniLM-L6-v2 on CTranslate2, without torch.

The only module of the memory that imports CTranslate2, and it runs in the memory's own child.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WIDTH = 384
MOST_TOKENS = 128
BATCH = 32
LAYERS, HEADS = 6, 12


def converted(model: Path, cache: Path) -> Path:
    """The folder with the model as CTranslate2 takes it (int8, 23 MB), made once from `model`.

    Raises Trouble when the files make no sense or the cache cannot be written.
    """
    done = cache / "all-minilm-l6-v2-int8"
    if (done / "model.bin").exists():
        return done
    part = cache / f"{done.name}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True, mode=0o700)
        _convert(model, part)
        part.replace(done)
    except (OSError, KeyError, ValueError) as error:
        raise Trouble(
            "My sense for what a memory means could not be prepared "
            f"({getattr(error, 'strerror', None) or type(error).__name__}).",
            "I search by words meanwhile.",
        ) from None
    return done


def _convert(model: Path, folder: Path) -> None:
    """Hugging Face's weights into CTranslate2's layout."""
    from ctranslate2.converters import utils
    from ctranslate2.specs import TransformerEncoderModelSpec, TransformerEncoderSpec
    from ctranslate2.specs.common_spec import Activation, EmbeddingsMerge
    from safetensors.numpy import load_file

    weights: dict[str, Any] = load_file(model / "model.safetensors")
    encoder = TransformerEncoderSpec(
        LAYERS, HEADS, pre_norm=False, activation=Activation.GELU, layernorm_embedding=True,
        num_source_embeddings=2, embeddings_merge=EmbeddingsMerge.ADD,
    )  # fmt: skip
    encoder.scale_embeddings = False

    def linear(spec: Any, name: str) -> None:
        spec.weight, spec.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]

    def norm(spec: Any, name: str) -> None:
        spec.gamma, spec.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]

    encoder.embeddings[0].weight = weights["embeddings.word_embeddings.weight"]
    encoder.embeddings[1].weight = weights["embeddings.token_type_embeddings.weight"]
    encoder.position_encodings.encodings = weights["embeddings.position_embeddings.weight"]
    norm(encoder.layernorm_embedding, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        place = f"encoder.layer.{number}"
        split = [type(layer.self_attention.linear[0])() for _ in range(3)]
        for spec, part in zip(split, ("query", "key", "value"), strict=True):
            linear(spec, f"{place}.attention.self.{part}")
        utils.fuse_linear(layer.self_attention.linear[0], split)
        linear(layer.self_attention.linear[1], f"{place}.attention.output.dense")
        norm(layer.self_attention.layer_norm, f"{place}.attention.output.LayerNorm")
        linear(layer.ffn.linear_0, f"{place}.intermediate.dense")
        linear(layer.ffn.linear_1, f"{place}.output.dense")
        norm(layer.ffn.layer_norm, f"{place}.output.LayerNorm")
    spec = TransformerEncoderModelSpec(encoder, pooling_layer=False)
    spec.register_vocabulary(_vocabulary(model))
    spec.config.unk_token = "[UNK]"  # noqa: S105 - a token of the vocabulary
    spec.config.layer_norm_epsilon = 1e-12
    spec.validate()
    spec.optimize("int8")
    spec.save(str(folder))


def _vocabulary(model: Path) -> list[str]:
    found = json.loads((model / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(found, key=found.__getitem__)


class MiniLM:
    """Raises Trouble when the model cannot be loaded."""

    def __init__(self, model: Path, cache: Path) -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        folder = converted(model, cache)
        try:
            self._encoder = ctranslate2.Encoder(
                str(folder), device="cpu", compute_type="int8", intra_threads=1
            )
            self._tokens = Tokenizer.from_file(str(model / "tokenizer.json"))
        except (RuntimeError, OSError, ValueError) as error:
            raise Trouble(
                f"My sense for what a memory means could not be loaded ({type(error).__name__}).",
                "I search by words meanwhile.",
            ) from None
        self._tokens.no_padding()
        self._tokens.enable_truncation(MOST_TOKENS)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One vector of WIDTH and length 1 for each text: the mean over its tokens."""
        import numpy as np

        out = np.zeros((len(texts), WIDTH), np.float32)
        for start in range(0, len(texts), BATCH):
            ids = [self._tokens.encode(text).ids for text in texts[start : start + BATCH]]
            answer = self._encoder.forward_batch(ids)
            hidden = np.asarray(answer.last_hidden_state, dtype=np.float32)
            for row, tokens in enumerate(ids):
                mean = hidden[row, : len(tokens)].mean(axis=0)
                out[start + row] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return out
