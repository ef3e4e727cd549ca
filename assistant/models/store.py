"""The models of this user: verified files on disk, fetched once, each told apart by its digest."""

from __future__ import annotations

import contextlib
import enum
import shutil
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.models import catalogue, troubles, verified
from assistant.models.pieces import Pieces, length, sha256
from assistant.models.progress import Progress, Teller, unseen
from assistant.models.sources import Hosts, Net, bring, room_needed, sweep
from assistant.net.download import BrokeOff, Gone, OutOfReach, WrongBytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from assistant.errors import Trouble
    from assistant.models.catalogue import Model, Source

DEFAULTS = (  # in the order in which a first conversation wants them
    "silero-vad-v6",
    "smart-turn-v3.2-cpu",
    "kokoro-v1.0-int8",
    "faster-whisper-base",
    "all-minilm-l6-v2",
)
MIND = "qwen2.5-coder-1.5b-instruct-q4_k_m"

WORK = ".getting"
RESERVE = 64 * 1024 * 1024  # bytes of disk left to everything else
WAIT_S = 0.3


class State(enum.Enum):
    READY = "ready"
    PARTLY = "partly fetched"
    DAMAGED = "damaged"
    MISSING = "not here"


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
    _hosts: Hosts = field(default_factory=Hosts, init=False)
    _judged: dict[str, tuple[object, bool]] = field(default_factory=dict, init=False)

    def model(self, name: str) -> Model:
        if name in self.models:
            return self.models[name]
        raise troubles.unknown(name, self.models)

    def size(self, name: str) -> int:
        """Bytes of the model's files."""
        return self.model(name).size

    def path(self, name: str) -> Path | None:
        """The folder of a model that is here, whole and verified; else None.

        Cheap when it is stamped. Files put there by hand are hashed once and stamped.
        """
        model = self.model(name)
        place = self.folder / name
        seen = verified.looks(place, model)
        if seen is None:
            return None
        if verified.stamped(place) == seen:
            return place
        known, good = self._judged.get(name, (None, False))
        if known != seen:
            good = verified.hashed(place, model)
            self._judged[name] = (seen, good)
            if good:
                self._write_stamp(name, seen)
        return place if good else None

    def need(self, name: str) -> Path:
        """As `path`, but what is not there is a Trouble that says how to get it."""
        found = self.path(name)
        if found is not None:
            return found
        raise troubles.not_here(self.model(name), damaged=self.state(name) is State.DAMAGED)

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
        good = verified.hashed(self.folder / name, model)
        seen = verified.looks(self.folder / name, model)
        self._judged[name] = (seen, good)
        if not good:
            with contextlib.suppress(OSError):
                (self.folder / name / verified.STAMP).unlink()
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
        failed: list[Trouble] = []
        for source in self._hosts.worth_trying(model, self.now):
            need, free = room_needed(source, pieces) + RESERVE, self.free(pieces.folder)
            if free < need:
                raise troubles.no_room(model, need, free)
            try:
                if not self._bring(source, pieces, cancel.is_set, teller.tell):
                    return None
            except (OutOfReach, BrokeOff, Gone, WrongBytes) as trouble:
                failed.append(trouble)
                if isinstance(trouble, OutOfReach):
                    self._hosts.did_not_answer(source, self.now())
                continue
            path = verified.publish(pieces, self.folder / model.name)
            teller.finished()
            return path
        raise troubles.of_every_source(model, failed)

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

    def _salvage(self, pieces: Pieces) -> None:
        """Use the good files of a folder that is not whole."""
        for file in pieces.missing():
            there = self.folder / pieces.model.name / file.name
            if length(there) == file.size and sha256(there) == file.sha256:
                there.replace(pieces.whole(file))

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
            raise troubles.of_the_disk(model, self.folder, error) from None

    # --- verified ----------------------------------------------------------------------

    def _write_stamp(self, name: str, seen: dict[str, list[object]]) -> None:
        with contextlib.suppress(OSError):  # a store that may only be read is hashed every time
            verified.stamp(self.folder / name, seen)
