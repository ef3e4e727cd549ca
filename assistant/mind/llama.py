"""llama.cpp's own server inside this process: the only place that knows the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    import xllamacpp

    from assistant.mind.fit import Fit

MAGIC = b"GGUF"
WARNINGS = 2  # of the library's own log, which holds no prompts then


def check(model: Path) -> int:
    """The size in bytes of a file that looks like a model. Raises Trouble for any other."""
    try:
        with model.open("rb") as file:
            magic = file.read(len(MAGIC))
        size = model.stat().st_size
    except FileNotFoundError:
        raise Trouble(
            f"There is no model {model.name}.", "Fetch it again, or choose another."
        ) from None
    except OSError as error:
        raise Trouble(f"The model {model.name} can't be read ({error.strerror}).") from None
    if magic != MAGIC:
        raise Trouble(f"{model.name} is no GGUF model.", "Fetch it again, or choose another.")
    return size


def serve(model: Path, fit: Fit, key: str) -> xllamacpp.Server:
    """Load the model and serve it on a free loopback port for whoever has the key.

    Takes seconds. The server lives as long as the object. Raises Trouble when the file is damaged
    or of a kind the library does not know.
    """
    import xllamacpp

    check(model)
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.ui = False
    params.cors_origins = ""  # the default reflects any origin: a web page could ask
    params.n_ctx = fit.context
    params.n_batch = params.n_ubatch = fit.batch
    params.cpuparams.n_threads = fit.threads
    params.cpuparams_batch.n_threads = fit.batch_threads
    params.cache_ram_mib = fit.cache_mib
    params.n_parallel = 1  # two slots share no prefix and slow one another down
    params.verbosity = WARNINGS
    try:
        return xllamacpp.Server(params)
    except RuntimeError:
        raise Trouble(
            f"The model {model.name} is damaged, or of a kind I don't know.",
            "Fetch it again, or choose another.",
        ) from None
