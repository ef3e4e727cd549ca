"""Find memories by meaning among very many: signs of the vectors first, then the vectors themselves.

384 signs a memory (48 bytes) are compared with all others in a few milliseconds for 100,000; only
the nearest by signs are read from the disk and measured exactly, in eight-bit numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from assistant.memory.store import MemoryStore

    Floats = NDArray[np.float32]

WIDTH = 384
WORDS = WIDTH // 64
FIRST_LOOK = 400  # memories measured exactly
PIECE = 2048  # rows


class Index:
    """The signs of all vectors of one store, read when they are first needed."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._ids: NDArray[np.int64] | None = None
        self._signs: NDArray[np.uint64] | None = None
        self._count = 0

    def load(self) -> int:
        """Read the signs; how many there are."""
        import numpy as np

        (known,) = self._store.ask("SELECT count(*) FROM signs")[0]
        room = max(256, 2 * known)
        self._ids = np.zeros(room, np.int64)
        self._signs = np.zeros((room, WORDS), np.uint64)
        self._count = 0
        # in pieces: a hundred thousand rows at once keep the garbage collector busy as long again
        for rows in self._store.pieces("SELECT memory, bits FROM signs", PIECE):
            ids, bits = zip(*rows, strict=True)
            end = self._count + len(rows)
            self._ids[self._count : end] = ids
            self._signs[self._count : end] = np.frombuffer(b"".join(bits), np.uint64).reshape(
                len(rows), WORDS
            )
            self._count = end
        return self._count

    def add(self, numbers: Sequence[int], vectors: Floats) -> None:
        """Keep the vectors of these memories; one that has gone meanwhile is passed over."""
        here = self._store.by_ids(list(numbers))
        with self._store.changing():
            for number, vector in zip(numbers, vectors, strict=True):
                if number in here:
                    self._keep(number, vector)

    def _keep(self, number: int, vector: Floats) -> None:
        bits = signs(vector)
        run = self._store.run
        run("INSERT OR REPLACE INTO meanings (memory, vector) VALUES (?, ?)", number, small(vector))
        run("INSERT OR REPLACE INTO signs (memory, bits) VALUES (?, ?)", number, bits.tobytes())
        if self._ids is None or self._signs is None:
            return
        if self._count == len(self._ids):
            self.load()  # makes room; this one is among what is read
            return
        self._ids[self._count], self._signs[self._count] = number, bits
        self._count += 1

    def without(self, count: int) -> tuple[tuple[int, str], ...]:
        """(id, words) of memories that have no vector yet, newest first."""
        return tuple(self._store.ask(
            "SELECT m.id, m.words FROM memories m LEFT JOIN signs s ON s.memory = m.id"
            " WHERE s.memory IS NULL AND m.replaced = '' AND m.leaving IS NULL"
            " ORDER BY m.id DESC LIMIT ?", count,
        ))  # fmt: skip

    def measured(self, vector: Floats, numbers: Sequence[int]) -> dict[int, float]:
        """The cosine of just these memories."""
        return dict(self._cosines(vector, numbers))

    def nearest(self, vector: Floats, count: int) -> tuple[tuple[int, float], ...]:
        """(id, cosine) of the memories nearest in meaning, best first; forgotten ones may be among them."""
        import numpy as np

        if self._ids is None or self._signs is None:
            self.load()
        if not self._count or self._ids is None or self._signs is None:
            return ()
        apart = np.bitwise_count(self._signs[: self._count] ^ signs(vector)).sum(axis=1)
        look = min(FIRST_LOOK, self._count)
        places = np.argpartition(apart, look - 1)[:look] if look < self._count else slice(None)
        near = self._cosines(vector, self._ids[: self._count][places].tolist())
        return tuple(sorted(near, key=lambda pair: -pair[1])[:count])

    def _cosines(self, vector: Floats, numbers: Sequence[int]) -> list[tuple[int, float]]:
        import numpy as np

        found = self._vectors(numbers)
        if not found:
            return []
        matrix = np.frombuffer(b"".join(raw for _, raw in found), np.int8)
        matrix = matrix.reshape(len(found), WIDTH).astype(np.float32)
        cosine = matrix @ vector / np.maximum(np.linalg.norm(matrix, axis=1), 1e-9)
        return [(found[at][0], float(cosine[at])) for at in range(len(found))]

    def _vectors(self, numbers: Iterable[int]) -> list[tuple[int, bytes]]:
        wanted = ",".join(map(str, numbers))
        return self._store.ask(
            f"SELECT memory, vector FROM meanings WHERE memory IN ({wanted})"  # noqa: S608 - whole numbers
        )


def signs(vector: Floats) -> NDArray[np.uint64]:
    """Which of the 384 numbers are above zero, as six words of 64 bits."""
    import numpy as np

    return np.packbits(vector > 0).view(np.uint64)


def small(vector: Floats) -> bytes:
    """The vector in whole numbers of eight bits; its length does not count."""
    import numpy as np

    largest = max(float(np.abs(vector).max()), 1e-9)
    return np.round(vector * (127 / largest)).astype(np.int8).tobytes()
