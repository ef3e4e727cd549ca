"""What can go wrong with a model, each in one sentence with what to do about it. Pure."""

from __future__ import annotations

import difflib
import errno
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.models.catalogue import Packages
from assistant.net.download import BrokeOff, Gone, OutOfReach, WrongBytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assistant.models.catalogue import Model


def unknown(name: str, known: Iterable[str]) -> Trouble:
    """There is no such model; the nearest name is offered."""
    near = difflib.get_close_matches(name, known, 1)
    return Trouble(
        f"There is no model called {name[:80]!r}.",
        f"Did you mean {near[0]}?" if near else "`./os1 models list` shows their names.",
    )


def not_here(model: Model, *, damaged: bool) -> Trouble:
    """It cannot be used now; how to get it."""
    if damaged:
        what = f"{model.title} is damaged: some of its files are cut short or changed."
    else:
        what = f"{model.title} is not here yet."
    return Trouble(what, f"`./os1 models get {model.name}` fetches it ({megabytes(model.size)}).")


def no_room(model: Model, need: int, free: int) -> Trouble:
    """`need` and `free` in bytes."""
    return Trouble(
        f"There is not enough room on the disk for {model.title}: "
        f"it takes {megabytes(need)}, and {megabytes(free)} are free.",
        "Make some room and try again; what has arrived is kept.",
    )


def of_the_disk(model: Model, folder: Path, error: OSError) -> Trouble:
    """What the disk refused, said in a sentence."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Trouble(
            f"The disk became full while {model.title} was being fetched.",
            "Make some room and try again; it goes on where it stopped.",
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}:
        return Trouble(
            f"The folder for models, {folder}, cannot be written.",
            "Allow it, or name another folder in OS1_MODELS.",
        )
    return Trouble(
        f"The disk failed while {model.title} was being fetched ({error.strerror}).",
        "Check the disk and try again.",
    )


def of_every_source(model: Model, troubles: list[Trouble]) -> Trouble:
    """What to tell when every source failed: the most telling of the reasons."""
    kinds = {type(trouble) for trouble in troubles}
    title, again = model.title, "Try again later; what has arrived is kept."
    packaged = any(isinstance(source, Packages) for source in model.sources)
    if WrongBytes in kinds:
        return WrongBytes(
            f"What arrived for {title} is not what its digest says, and was thrown away.",
            "Try again; if it happens once more, the source has changed and must not be trusted.",
        )
    if BrokeOff in kinds:
        return BrokeOff(f"The connection broke off while {title} was being fetched.", again)
    if kinds == {OutOfReach}:
        return OutOfReach(
            f"{title} could not be fetched: there is no way to the network.",
            "Connect this computer and try again; what has arrived is kept.",
        ) if packaged else OutOfReach(
            f"{title} could not be fetched: {troubles[-1].what.rstrip('.')}.", again
        )  # fmt: skip
    reason = next(trouble.what for trouble in reversed(troubles) if isinstance(trouble, Gone))
    return Gone(
        f"{title} cannot be had any more from where we know it: {reason}",
        "Another model may do (`./os1 models list`), or put its files there by hand.",
    )


def megabytes(count: int) -> str:
    """Bytes in words: "2.3 MB", "145 MB", "1.12 GB"; decimal units."""
    if count >= 1e9:
        return f"{count / 1e9:.2f} GB"
    return f"{count / 1e6:.1f} MB" if count < 1e7 else f"{count / 1e6:.0f} MB"
