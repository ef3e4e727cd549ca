"""The models of this user: verified files on disk, fetched once, each told apart by its digest."""

from __future__ import annotations

import contextlib
import difflib
import enum
import errno
import json
import os
import shutil
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.errors import Trouble
from assistant.models import catalogue
from assistant.models.catalogue import Addresses, Model, Packages, Source
from assistant.models.pieces import Pieces, length, sha256
from assistant.models.sources import Net, bring, room_needed, sweep
from assistant.net.download import BrokeOff, Gone, OutOfReach, WrongBytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

DEFAULTS = (  # in the order in which a first conversation wants them
    "silero-vad-v6",
    "smart-turn-v3.2-cpu",
    "kokoro-v1.0-int8",
    "faster-whisper-base",
    "all-minilm-l6-v2",
)
MIND = "qwen2.5-coder-1.5b-instruct-q4_k_m"

STAMP = "verified.json"
WORK = ".getting"
RESERVE = 64 * 1024 * 1024  # bytes of disk left to everything else
SILENT_S = 60.0  # so long a host that did not answer is passed over when there is another source
TELL_S = 0.1  # at most so often is progress told
WAIT_S = 0.3


class State(enum.Enum):
    READY = "ready"
    PARTLY = "partly fetched"
    DAMAGED = "damaged"
    MISSING = "not here"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a model is: bytes of its files, and a sentence that may be shown."""

    name: str
    done_bytes: int
    total_bytes: int
    words: str


def unseen(progress: Progress) -> None:
    """For callers who do not show progress."""


@dataclass
class Store:
    """The folder of models, NAME/FILE, with a stamp in each NAME once its digests have matched.

    Any number of threads and processes may use one folder. Every method that takes a name raises
    Trouble for one that is not in the catalogue.
    """

    folder: Path
    models: Mapping[str, Model] = field(default_factory=catalogue.load)
    net: Net = field(default_factory=Net)
    free: Callable[[Path], int] = field(default=lambda folder: shutil.disk_usage(folder).free)
    now: Callable[[], float] = field(default=time.monotonic)
    _silent: dict[str, float] = field(default_factory=dict, init=False)
    _judged: dict[str, tuple[object, bool]] = field(default_factory=dict, init=False)

    def model(self, name: str) -> Model:
        if name in self.models:
            return self.models[name]
        near = difflib.get_close_matches(name, self.models, 1)
        raise Trouble(
            f"There is no model called {name[:80]!r}.",
            f"Did you mean {near[0]}?" if near else "`./os1 models list` shows their names.",
        )

    def size(self, name: str) -> int:
        """Bytes of the model's files."""
        return self.model(name).size

    def path(self, name: str) -> Path | None:
        """The folder of a model that is here, whole and verified; else None.

        Cheap when it is stamped. Files put there by hand are hashed once and stamped.
        """
        model = self.model(name)
        seen = self._looks(model)
        if seen is None:
            return None
        if self._stamp(name) == seen:
            return self.folder / name
        known, good = self._judged.get(name, (None, False))
        if known != seen:
            good = self._hashed(model)
            self._judged[name] = (seen, good)
            if good:
                self._write_stamp(name, seen)
        return self.folder / name if good else None

    def need(self, name: str) -> Path:
        """As `path`, but what is not there is a Trouble that says how to get it."""
        found = self.path(name)
        if found is not None:
            return found
        model = self.model(name)
        if self.state(name) is State.DAMAGED:
            what = f"{model.title} is damaged: some of its files are cut short or changed."
        else:
            what = f"{model.title} is not here yet."
        raise Trouble(what, f"`./os1 models get {name}` fetches it ({megabytes(model.size)}).")

    def state(self, name: str) -> State:
        model = self.model(name)
        if self.path(name) is not None:
            return State.READY
        if any(length(self.folder / name / file.name) >= 0 for file in model.files):
            return State.DAMAGED
        return State.PARTLY if self._pieces(model).arrived() else State.MISSING

    def arrived(self, name: str) -> int:
        """Bytes of the model that need not be fetched any more."""
        if self.path(name) is not None:
            return self.size(name)
        return self._pieces(self.model(name)).arrived()

    def missing_defaults(self) -> tuple[str, ...]:
        return tuple(name for name in DEFAULTS if self.path(name) is None)

    def verify(self, name: str) -> State:
        """Hash every file again; one that is not what it should be is not used any more."""
        model = self.model(name)
        if self.state(name) is not State.READY:
            return self.state(name)
        good = self._hashed(model)
        seen = self._looks(model)
        self._judged[name] = (seen, good)
        if not good:
            with contextlib.suppress(OSError):
                (self.folder / name / STAMP).unlink()
        return self.state(name)

    def remove(self, name: str) -> int:
        """Take a model and what was fetched of it off the disk; the bytes it held."""
        self.model(name)
        if not self.folder.exists():
            return 0
        with self._own_sentences(self.model(name)), self._lock(name, unseen, threading.Event()):
            freed = 0
            for place in (self.folder / name, self.folder / WORK / name):
                if not place.exists():
                    continue
                freed += sum(f.stat().st_size for f in place.rglob("*") if f.is_file())
                gone = self.folder / WORK / f"{name}.gone"  # renamed first: never half a model
                shutil.rmtree(gone, ignore_errors=True)
                place.rename(gone)
                shutil.rmtree(gone)
            self._judged.pop(name, None)
            return freed

    def get(
        self,
        name: str,
        progress: Callable[[Progress], None] = unseen,
        cancel: threading.Event | None = None,
    ) -> Path | None:
        """Fetch what is missing of a model and verify it; its folder, or None when cancelled.

        Blocks; meant for a thread of its own. `progress` is called in that thread. What has
        arrived is kept, so a pause is a cancel and another `get`. While another process fetches
        the same model this one waits. Raises Trouble, one sentence for each thing that can be
        wrong.
        """
        model, cancel = self.model(name), cancel or threading.Event()
        found = self.path(name)
        if found is not None:
            return found
        with self._own_sentences(model):
            (self.folder / WORK).mkdir(parents=True, exist_ok=True)
            with self._lock(name, progress, cancel) as held:
                if not held:
                    return None
                found = self.path(name)  # another process may have brought it meanwhile
                return found or self._fetch(model, progress, cancel)

    # --- fetching ----------------------------------------------------------------------

    def _fetch(
        self, model: Model, progress: Callable[[Progress], None], cancel: threading.Event
    ) -> Path | None:
        pieces = self._pieces(model)
        pieces.folder.mkdir(exist_ok=True)
        sweep(pieces)
        pieces.settle()
        self._salvage(pieces)
        teller = Teller(model, pieces, progress)
        teller.tell(0, at_once=True)
        troubles: list[Trouble] = []
        for source in self._worth_trying(model):
            self._check_room(pieces, source)
            try:
                if not self._bring(source, pieces, cancel.is_set, teller.tell):
                    return None
            except (OutOfReach, BrokeOff, Gone, WrongBytes) as trouble:
                troubles.append(trouble)
                if isinstance(trouble, OutOfReach) and isinstance(source, Addresses):
                    self._silent[host(source)] = self.now()
                continue
            path = self._publish(pieces)
            teller.finished()
            return path
        raise in_one_sentence(model, troubles)

    def _bring(
        self,
        source: Source,
        pieces: Pieces,
        stop: Callable[[], bool],
        grown: Callable[[int], None],
    ) -> bool:
        started = pieces.started()
        try:
            return bring(self.net, source, pieces, stop, grown)
        except WrongBytes:
            if not started:
                raise
            # the fault may lie in what an earlier run had left; it is thrown away now
            return bring(self.net, source, pieces, stop, grown)

    def _worth_trying(self, model: Model) -> Iterator[Source]:
        for number, source in enumerate(model.sources):
            last = number == len(model.sources) - 1
            if isinstance(source, Addresses) and not last:
                since = self.now() - self._silent.get(host(source), -SILENT_S)
                if since < SILENT_S:
                    continue
            yield source

    def _check_room(self, pieces: Pieces, source: Source) -> None:
        need, free = room_needed(source, pieces) + RESERVE, self.free(pieces.folder)
        if free < need:
            raise Trouble(
                f"There is not enough room on the disk for {pieces.model.title}: "
                f"it takes {megabytes(need)}, and {megabytes(free)} are free.",
                "Make some room and try again; what has arrived is kept.",
            )

    def _salvage(self, pieces: Pieces) -> None:
        """Use the good files of a folder that is not whole."""
        for file in pieces.missing():
            there = self.folder / pieces.model.name / file.name
            if length(there) == file.size and sha256(there) == file.sha256:
                there.replace(pieces.whole(file))

    def _publish(self, pieces: Pieces) -> Path:
        """Stamp the working folder and put it in place with one rename."""
        name = pieces.model.name
        seen = {f.name: fingerprint(pieces.whole(f), f.sha256) for f in pieces.model.files}
        write_stamp(pieces.folder, seen)
        place = self.folder / name
        if place.exists():  # a damaged one: its good files have been taken over
            old = self.folder / WORK / f"{name}.gone"
            shutil.rmtree(old, ignore_errors=True)
            place.rename(old)
            pieces.folder.rename(place)
            shutil.rmtree(old, ignore_errors=True)
        else:
            pieces.folder.rename(place)
        return place

    def _pieces(self, model: Model) -> Pieces:
        return Pieces(self.folder / WORK / model.name, model)

    @contextlib.contextmanager
    def _lock(
        self, name: str, progress: Callable[[Progress], None], cancel: threading.Event
    ) -> Iterator[bool]:
        """Hold the model's lock between processes; False when cancelled while waiting for it."""
        import filelock

        model = self.models[name]
        (self.folder / WORK).mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(self.folder / WORK / f"{name}.lock", thread_local=False)
        teller = Teller(model, self._pieces(model), progress, "Another OS1 is fetching {title}.")
        while not cancel.is_set():
            try:
                lock.acquire(timeout=WAIT_S)
            except filelock.Timeout:
                teller.tell(0)
                continue
            try:
                yield True
            finally:
                lock.release()
            return
        yield False

    @contextlib.contextmanager
    def _own_sentences(self, model: Model) -> Iterator[None]:
        """Say in a sentence what the disk refused."""
        try:
            yield
        except OSError as error:
            raise self._what_the_disk_meant(model, error) from None

    def _what_the_disk_meant(self, model: Model, error: OSError) -> Trouble:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return Trouble(
                f"The disk became full while {model.title} was being fetched.",
                "Make some room and try again; it goes on where it stopped.",
            )
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}:
            return Trouble(
                f"The folder for models, {self.folder}, cannot be written.",
                "Allow it, or name another folder in OS1_MODELS.",
            )
        return Trouble(
            f"The disk failed while {model.title} was being fetched ({error.strerror}).",
            "Check the disk and try again.",
        )

    # --- verified ----------------------------------------------------------------------

    def _looks(self, model: Model) -> dict[str, list[object]] | None:
        """What the stamp would say now; None when a file is missing or has another size."""
        seen: dict[str, list[object]] = {}
        for file in model.files:
            path = self.folder / model.name / file.name
            try:
                seen[file.name] = fingerprint(path, file.sha256)
            except OSError:
                return None
            if seen[file.name][0] != file.size:
                return None
        return seen

    def _stamp(self, name: str) -> object:
        try:
            stamp = json.loads((self.folder / name / STAMP).read_bytes())
            return stamp["files"]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write_stamp(self, name: str, seen: dict[str, list[object]]) -> None:
        with contextlib.suppress(OSError):  # a store that may only be read is hashed every time
            write_stamp(self.folder / name, seen)

    def _hashed(self, model: Model) -> bool:
        try:
            return all(
                sha256(self.folder / model.name / file.name) == file.sha256 for file in model.files
            )
        except OSError:
            return False


@dataclass
class Teller:
    """Tells progress, not too often."""

    model: Model
    pieces: Pieces
    progress: Callable[[Progress], None]
    words: str = "Fetching {title}."
    _last: float = field(default=-1.0, init=False)

    def tell(self, under_way: int, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if at_once or now - self._last >= TELL_S:
            self._last = now
            done = min(self.pieces.arrived() + under_way, self.model.size)
            self._say(done, self.words.format(title=self.model.title))

    def finished(self) -> None:
        self._say(self.model.size, f"{self.model.title} is here.")

    def _say(self, done: int, words: str) -> None:
        self.progress(Progress(self.model.name, done, self.model.size, words))


def fingerprint(path: Path, digest: str) -> list[object]:
    """What tells that a verified file was not touched since: size, time in ns, digest."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, digest]


def write_stamp(folder: Path, seen: dict[str, list[object]]) -> None:
    """Put the stamp into place in one step. Raises OSError."""
    half = folder / f"{STAMP}.{os.getpid()}.{threading.get_ident()}"
    half.write_text(json.dumps({"files": seen}), encoding="utf-8")
    half.replace(folder / STAMP)


def host(source: Addresses) -> str:
    return urlsplit(source.files[0][1]).hostname or ""


def megabytes(count: int) -> str:
    """Bytes in words: "2.3 MB", "145 MB", "1.12 GB"; decimal units."""
    if count >= 1e9:
        return f"{count / 1e9:.2f} GB"
    return f"{count / 1e6:.1f} MB" if count < 1e7 else f"{count / 1e6:.0f} MB"


def in_one_sentence(model: Model, troubles: list[Trouble]) -> Trouble:
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
