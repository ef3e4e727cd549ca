"""How a model is fitted to this machine, and whether it fits at all. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import Trouble

SMALLEST_MACHINE = 5_500_000_000  # bytes: what a machine sold as 6 GB shows
BESIDES_MODEL = (
    1_000_000_000  # bytes that must be free beside the model: its context and the rest of us
)
AMPLE = 1_500_000_000  # so much free beside the model: the full context
CONTEXT, SHORT_CONTEXT = 4096, 2048
BATCH = 16  # tokens between two looks whether anybody still waits; measured as fast as 64


@dataclass(frozen=True, slots=True)
class Fit:
    """`context` in tokens; `cache_mib` keeps the prefix while another job has the one slot."""

    context: int = CONTEXT
    threads: int = 1
    batch_threads: int = 2
    batch: int = BATCH
    cache_mib: int = 256


def fit(
    cores: int, memory_bytes: int, model_bytes: int, free_bytes: int | None = None,
    *, spares: bool = False,
) -> Fit:  # fmt: skip
    """What suits `cores` (logical) and memory; `free_bytes` None: nothing is known of it. With
    `spares`, on a battery, half of the threads: slower, and cooler.

    On two cores one thread generates and two read: a second generating thread stops the mind to
    0.3 tokens a second as soon as the voice or the ears work too. Raises Trouble when the memory
    is too small.
    """
    needed = model_bytes + BESIDES_MODEL
    if memory_bytes < max(SMALLEST_MACHINE, needed):
        raise Trouble(
            f"This computer has {_gb(memory_bytes)} of memory; "
            f"this mind needs one with {_gb(max(6_000_000_000, needed + 2_000_000_000))}.",
            "I can talk without it, or through another computer's mind.",
        )
    if free_bytes is not None and free_bytes < needed:
        raise Trouble(
            f"Only {_gb(free_bytes)} of memory are free; this mind needs {_gb(needed)}.",
            "Close something large, and I try again.",
        )
    ample = free_bytes is None or free_bytes - model_bytes >= AMPLE
    threads, reading = min(max(cores // 2, 1), 4), min(cores if cores <= 2 else cores - 1, 8)
    return Fit(
        context=CONTEXT if ample else SHORT_CONTEXT,
        threads=max(threads // 2, 1) if spares else threads,
        batch_threads=max(reading // 2, 1) if spares else reading,
        cache_mib=256 if ample else 64,
    )


def _gb(count: int) -> str:
    return f"{count / 1e9:.1f} GB"
