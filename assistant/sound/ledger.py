"""What the child owes us: which turns are playing, so that no reply hangs when the child dies. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.ports import ClauseSounding, PlaybackDone, Silenced

Note = ClauseSounding | PlaybackDone | Silenced


@dataclass
class _Turn:
    clauses: dict[int, bool] = field(default_factory=dict)  # in order: has it begun to sound
    finished: bool = False


@dataclass
class Ledger:
    """Told of every order and every note; knows what would never be answered."""

    _turns: dict[int, _Turn] = field(default_factory=dict)
    _last: int = 0
    _silencing: bool = False

    def play(self, turn: int, clause: int) -> None:
        self._last = turn
        self._turns.setdefault(turn, _Turn()).clauses.setdefault(clause, False)

    def finish(self, turn: int) -> None:
        self._turns.setdefault(turn, _Turn()).finished = True

    def silence(self) -> None:
        self._silencing = True

    def noted(self, note: Note) -> None:
        """The child has answered."""
        match note:
            case ClauseSounding(turn=turn, clause=clause):
                if turn in self._turns:
                    self._turns[turn].clauses[clause] = True
            case PlaybackDone(turn=turn):
                self._turns.pop(turn, None)
            case Silenced(turn=turn):
                self._silencing = False
                self._turns.pop(turn, None)

    def lost(self) -> tuple[Note, ...]:
        """The child is gone: the notes that must stand in for those it will not send.

        What was handed over counts as heard, the clause that was sounding by half. A turn that is
        not finished stays open for what comes after.
        """
        notes: list[Note] = []
        if self._silencing:
            self._silencing = False
            for turn in tuple(self._turns) or (self._last,):
                sounded = [clause for clause, did in self._heard(turn) if did]
                heard = [(clause, 1.0) for clause in sounded[:-1]]
                heard += [(clause, 0.5) for clause in sounded[-1:]]
                notes.append(Silenced(turn, tuple(heard)))
            self._turns.clear()
            return tuple(notes)
        for turn, state in tuple(self._turns.items()):
            for clause, did in tuple(state.clauses.items()):
                if not did:
                    notes.append(ClauseSounding(turn, clause))
                    state.clauses[clause] = True
            if state.finished:
                notes.append(PlaybackDone(turn))
                del self._turns[turn]
        return tuple(notes)

    def _heard(self, turn: int) -> list[tuple[int, bool]]:
        state = self._turns.get(turn)
        return list(state.clauses.items()) if state else []
