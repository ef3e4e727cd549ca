"""The memory on disk: keep a turn and what was found in it, look it up, put one value for another.

Everything here is synchronous and belongs to one thread at a time; a change is whole or not made,
and raises Trouble when it could not be made.
"""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.memory import relations
from assistant.memory.files import trouble
from assistant.memory.kept import MOST_QUOTE, YOU, Found, Kind, Memory, Person, Turn, clean
from assistant.memory.relations import MANY
from assistant.memory.words import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from assistant.memory.recoverykey import Key

_COLUMNS = (
    "m.id, CASE WHEN m.person = 0 THEN m.about WHEN p.name <> '' THEN p.name ELSE p.relation END,"
    " m.aspect, m.value, m.words, m.quote, m.at, m.kind, m.confidence, m.single, m.turn, m.person,"
    " m.replaced, coalesce(p.relation, '')"
)
_FROM = f"SELECT {_COLUMNS} FROM memories m LEFT JOIN people p ON p.id = m.person"  # noqa: S608 - fixed words
_HERE = "m.leaving IS NULL"
_HOLDS = f"{_HERE} AND m.replaced = ''"
OPPOSITES = {"likes": "dislikes", "dislikes": "likes"}
MOST_TURN = 20_000  # characters of one side of a turn; a longer paste is cut


class MemoryStore:
    """`key`: of a locked memory, for its copies."""

    def __init__(
        self, connection: sqlite3.Connection, *, writable: bool = True, key: Key | None = None
    ) -> None:
        self.connection = connection
        self.writable = writable
        self.key = key

    def close(self) -> None:
        self.connection.close()

    # --- keeping -----------------------------------------------------------------------

    def keep_turn(self, at: datetime, heard: str, found: Sequence[Found]) -> tuple[int, list[int]]:
        """Keep what was said, and what was found in it: the turn's id and those of new memories."""
        with self.changing():
            turn = self._insert_turn(at, heard)
            return turn, [new for one in found if (new := self._keep(one, at, turn))]

    def answered(
        self, turn: int, said: str, used: Iterable[int] = (), voices: Sequence[tuple[str, int]] = ()
    ) -> None:
        """What she said in a turn, which memories she used for it, and who said how many words."""
        who = json.dumps(voices, ensure_ascii=False) if voices else ""
        with self.changing():
            self.run(
                "UPDATE turns SET said = ?, voices = ? WHERE id = ?",
                clean(said)[:MOST_TURN], who, turn,
            )  # fmt: skip
            for memory in used:
                self.run("INSERT OR IGNORE INTO uses (turn, memory) VALUES (?, ?)", turn, memory)

    def keep(self, found: Found, at: datetime, turn: int = 0) -> int:
        """Keep one thing; its id, or 0 when it was known already."""
        with self.changing():
            return self._keep(found, at, turn)

    def put(self, found: Found, at: datetime, turn: int = 0) -> int:
        """Keep one thing whatever is known already, inside `changing`; its id."""
        return self._insert(found, at, turn, self._person(found))

    def replace(self, old: int, found: Found, at: datetime, turn: int = 0) -> int:
        """What `old` said no longer holds; this does. The old one stays as history."""
        with self.changing():
            self._end(old, at)
            before = self.by_id(old)
            if found.aspect == "name" and before is not None and before.person:
                self.run("UPDATE people SET name = ? WHERE id = ?", found.value, before.person)
                return self._insert(found, at, turn, before.person)
            return self._keep(found, at, turn)

    def end(self, old: int, at: datetime) -> None:
        """It no longer holds; it stays as history."""
        with self.changing():
            self._end(old, at)

    def keep_beside(self, found: Found, at: datetime, turn: int = 0) -> int:
        """Keep both: for a name, there are two such people; else the aspect has two values."""
        with self.changing():
            person = self._person(found)
            if found.aspect == "name" and found.about != YOU:
                person = self._new_person(found.about, found.value)
            return self._insert(found, at, turn, person)

    def conflicts(self, found: Found) -> tuple[Memory, ...]:
        """What is kept and cannot hold together with this."""
        named = found.name and found.aspect != "name"
        person = self.person(found.name if named else found.about)
        if found.about != YOU and person is None:
            return ()
        whose = person.id if person else 0
        if found.aspect == "name" and found.about in MANY:
            return ()
        against: tuple[Memory, ...] = ()
        if opposite := OPPOSITES.get(found.aspect, ""):
            against = self._valued(whose, opposite, found.value)
        if found.single:
            same = self.where(f"{_HOLDS} AND m.person = ? AND m.aspect = ?", whose, found.aspect)
            against += tuple(one for one in same if not _same(one.value, found.value))
        return against

    def correct_words(self, old: int, value: str, words: str, at: datetime) -> int:
        """The person mended a memory by hand; the old wording stays as history."""
        before = self.by_id(old)
        if before is None:
            raise Trouble("There is no such memory any more.")
        found = Found(
            before.about, before.aspect, clean(value), clean(words), clean(words), before.single
        )
        return self.replace(old, found, at)

    # --- looking up --------------------------------------------------------------------

    def by_id(self, number: int) -> Memory | None:
        if abs(number) >= 2**63:  # SQLite would not even look
            return None
        found = self.where(f"{_HERE} AND m.id = ?", number)
        return found[0] if found else None

    def by_ids(self, numbers: Sequence[int]) -> dict[int, Memory]:
        marks = ",".join("?" * len(numbers))
        return {one.id: one for one in self.where(f"{_HOLDS} AND m.id IN ({marks})", *numbers)}

    def all(self) -> tuple[Memory, ...]:
        """Everything kept, oldest first, history too."""
        return self.where(f"{_HERE}")

    def newest(self, count: int, about: int | None = None) -> tuple[Memory, ...]:
        """The latest that hold, of everybody or of one person (0: you)."""
        if about is None:
            return self.where(f"{_HOLDS}", order="m.id DESC", limit=count)
        return self.where(f"{_HOLDS} AND m.person = ?", about, order="m.id DESC", limit=count)

    def of(self, about: str, aspect: str = "") -> tuple[Memory, ...]:
        """What holds about somebody, latest first; only one aspect when it is named."""
        person = self.person(about)
        if about != YOU and person is None:
            return ()
        rule = f"{_HOLDS} AND m.person = ?" + (" AND m.aspect = ?" if aspect else "")
        found = [person.id if person else 0] + ([aspect] if aspect else [])
        return self.where(rule, *found, order="m.id DESC")

    def history(self, memory: Memory) -> tuple[Memory, ...]:
        """What was held before about the same thing, latest first."""
        rule = f"{_HERE} AND m.replaced <> '' AND m.person = ? AND m.aspect = ?"
        return self.where(rule, memory.person, memory.aspect, order="m.id DESC")

    def told_in(self, turn: int) -> tuple[Memory, ...]:
        return self.where(f"{_HERE} AND m.turn = ?", turn)

    def told_between(self, first: str, last: str) -> tuple[Memory, ...]:
        """Told from `first` to before `last`, ISO dates or times."""
        return self.where(f"{_HERE} AND m.at >= ? AND m.at < ?", first, last)

    def worded(self, text: str, count: int) -> tuple[tuple[int, float], ...]:
        """(id, BM25 weight, larger is better) of memories that hold, by words."""
        asked = query(text)
        if not asked:
            return ()
        rows = self.ask(
            "SELECT rowid, -bm25(memory_words, 1.0, 0.4) AS weight FROM memory_words"
            " WHERE memory_words MATCH ? ORDER BY weight DESC LIMIT ?", asked, 4 * count,
        )  # fmt: skip
        holds = self.by_ids([row[0] for row in rows])
        return tuple((row[0], row[1]) for row in rows if row[0] in holds)[:count]

    def worded_with(self, phrase: str) -> tuple[Memory, ...]:
        """Memories in whose own words all of these stand, history too."""
        return self.holding(phrase, "{words} : ")

    def holding(self, phrase: str, where: str = "") -> tuple[Memory, ...]:
        """Memories in whose words or quote all of these words stand, history too."""
        asked = query(phrase, " AND ")
        if not asked:
            return ()
        rows = self.ask(
            "SELECT rowid FROM memory_words WHERE memory_words MATCH ?", f"{where}({asked})"
        )
        marks = ",".join(str(row[0]) for row in rows)
        return self.where(f"{_HERE} AND m.id IN ({marks})")

    def spoken_of(self, text: str) -> tuple[int, ...]:
        """The people whose relation or name stands in `text`, by number."""
        said = set(re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower()))
        said |= {relations.PLAIN.get(word, word) for word in said}
        return tuple(
            one.id for one in self.people()
            if said & {one.name.lower(), *one.relation.lower().split()} - {""}
        )  # fmt: skip

    def of_people(self, numbers: Sequence[int], count: int) -> tuple[int, ...]:
        """The latest memories that hold about these people, by number."""
        rows = [
            self.ask(
                "SELECT id FROM memories WHERE person = ? AND replaced = '' AND leaving IS NULL"
                " ORDER BY id DESC LIMIT ?", number, count,
            )
            for number in numbers
        ]  # fmt: skip
        return tuple(row[0] for found in rows for row in found)

    def person(self, about: str) -> Person | None:
        """Somebody by name ("Anna") or relation ("sister"), the latest met first."""
        if about == YOU or not about:
            return None
        about = clean(about)
        column = "name" if about[:1].isupper() else "relation"
        rows = self.ask(
            f"SELECT id, relation, name FROM people WHERE {column} = ? COLLATE NOCASE"  # noqa: S608
            " ORDER BY id DESC LIMIT 1", about,
        )  # fmt: skip
        return Person(*rows[0]) if rows else None

    def people(self) -> tuple[Person, ...]:
        return tuple(Person(*row) for row in self.ask("SELECT id, relation, name FROM people"))

    def turns_between(self, first: str, last: str, count: int = 200) -> tuple[Turn, ...]:
        return self._turns("at >= ? AND at < ? ORDER BY id LIMIT ?", first, last, count)

    def turns_with(self, text: str, count: int = 20) -> tuple[Turn, ...]:
        """Turns in which all of these words were said, latest first."""
        asked = query(text, " AND ")
        if not asked:
            return ()
        rule = "id IN (SELECT rowid FROM turn_words WHERE turn_words MATCH ? ORDER BY rowid DESC LIMIT ?)"
        return self._turns(f"{rule} ORDER BY id DESC", asked, count)

    def turn(self, number: int) -> Turn | None:
        found = self._turns("id = ?", number)
        return found[0] if found else None

    def days(self, count: int = 400) -> tuple[tuple[str, int], ...]:
        """(date, number of turns) of the days on which they talked, latest first."""
        return tuple(self.ask(
            "SELECT substr(at, 1, 10) AS day, count(*) FROM turns WHERE leaving IS NULL"
            " GROUP BY day ORDER BY day DESC LIMIT ?", count,
        ))  # fmt: skip

    def size(self) -> tuple[int, int]:
        """How many memories that hold, how many turns."""
        (memories,) = self.ask(f"SELECT count(*) FROM memories m WHERE {_HOLDS}")[0]  # noqa: S608
        (turns,) = self.ask("SELECT count(*) FROM turns WHERE leaving IS NULL")[0]
        return memories, turns

    # --- underneath --------------------------------------------------------------------

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction. Raises Trouble, with nothing changed, when the disk will not have it."""
        if not self.writable:
            raise Trouble("My memory is read-only, so nothing new is kept.", "May I write there?")
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise trouble(error) from None

    def ask(self, sql: str, *values: Any) -> list[Any]:
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise trouble(error) from None

    def pieces(self, sql: str, rows: int) -> Iterator[list[Any]]:
        """What `ask` gives, at most `rows` at a time."""
        try:
            cursor = self.connection.execute(sql)
            while found := cursor.fetchmany(rows):
                yield found
        except sqlite3.Error as error:
            raise trouble(error) from None

    def settle(self) -> None:
        """Bring what SQLite wrote ahead to its place, before an insert has to wait for it."""
        self.ask("PRAGMA wal_checkpoint(PASSIVE)")

    def run(self, sql: str, *values: Any) -> int:
        """A statement inside `changing`; the row's id where one was inserted."""
        return self.connection.execute(sql, values).lastrowid or 0

    def where(
        self, rule: str, *values: Any, order: str = "m.id", limit: int = -1
    ) -> tuple[Memory, ...]:
        rows = self.ask(f"{_FROM} WHERE {rule} ORDER BY {order} LIMIT {limit}", *values)
        return tuple(map(_memory, rows))

    def _turns(self, rule: str, *values: Any) -> tuple[Turn, ...]:
        rows = self.ask(
            f"SELECT id, at, heard, said, voices FROM turns WHERE leaving IS NULL AND {rule}",  # noqa: S608
            *values,
        )
        return tuple(Turn(*row) for row in rows)

    def _insert_turn(self, at: datetime, heard: str) -> int:
        text = clean(heard)[:MOST_TURN]
        return self.run("INSERT INTO turns (at, heard) VALUES (?, ?)", at.isoformat(), text)

    def _keep(self, found: Found, at: datetime, turn: int) -> int:
        person = self._person(found)
        if self._valued(person, found.aspect, found.value):
            return 0
        return self._insert(found, at, turn, person)

    def _valued(self, person: int, aspect: str, value: str) -> tuple[Memory, ...]:
        """What holds with just this value."""
        rule = f"{_HOLDS} AND m.person = ? AND m.aspect = ? AND m.value = ? COLLATE NOCASE"
        return self.where(rule, person, aspect, clean(value))

    def _insert(self, found: Found, at: datetime, turn: int, person: int) -> int:
        return self.run(
            "INSERT INTO memories (about, person, aspect, value, words, quote, at, kind, confidence,"
            " single, turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            found.about, person, found.aspect, clean(found.value), clean(found.words),
            clean(found.quote)[:MOST_QUOTE], at.isoformat(), found.kind.value, found.confidence,
            found.single, turn,
        )  # fmt: skip

    def _end(self, old: int, at: datetime) -> None:
        self.run("UPDATE memories SET replaced = ? WHERE id = ?", at.isoformat(), old)

    def _person(self, found: Found) -> int:
        """The person a finding is about, made known if need be; 0 for YOU."""
        if found.about == YOU:
            return 0
        named = found.value if found.aspect == "name" else found.name
        relation = "" if found.about[:1].isupper() else found.about
        if relation and named:
            rows = self.ask(
                "SELECT id, name FROM people WHERE relation = ? AND name IN ('', ?) COLLATE NOCASE"
                " ORDER BY name DESC", relation, named,
            ) or self.ask(
                "SELECT id, name FROM people WHERE relation = '' AND name = ? COLLATE NOCASE", named
            )  # fmt: skip
            if rows:
                self.run(
                    "UPDATE people SET name = ?, relation = ? WHERE id = ?",
                    named,
                    relation,
                    rows[0][0],
                )
                return int(rows[0][0])
            if (known := self.person(relation)) and relation not in MANY:
                return known.id
            return self._new_person(relation, named)
        person = self.person(found.about)
        if person is not None:
            return person.id
        return self._new_person(relation, "" if relation else found.about)

    def _new_person(self, relation: str, name: str) -> int:
        return self.run("INSERT INTO people (relation, name) VALUES (?, ?)", relation, name)


def _memory(row: tuple[Any, ...]) -> Memory:
    return replace(Memory(*row), kind=Kind(row[7]), single=bool(row[9]))


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(" .") == other.casefold().strip(" .")
