"""How acts on notes are done and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Deeds, Tier
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.notes import Notes


def learn_notes(deeds: Deeds, notes: Notes) -> None:
    """Teach `deeds` what can be done with `notes`."""

    def name_of(act: Act) -> str:
        return str(act.arguments["name"])

    def add(act: Act) -> None:
        notes.write(name_of(act), str(act.arguments["text"]))

    def drop(act: Act) -> None:
        notes.delete(name_of(act))

    def back(act: Act) -> Act:
        return Act("note_drop", {"name": name_of(act)})

    def whole_back(act: Act) -> Act:
        return Act("note_add", {"name": name_of(act), "text": notes.read(name_of(act)) or ""})

    def nothing(_act: Act) -> None:
        return None

    def words(verb: str, act: Act) -> str:
        first = (notes.read(name_of(act)) or str(act.arguments.get("text", ""))).split()[:8]
        return f"{verb} the note “{' '.join(first)}”"

    deeds.learn("note_add", Deed(Tier.UNDOABLE, add, back, lambda act: words("taking", act)))
    deeds.learn("note_drop", Deed(Tier.FREE, drop, nothing, lambda act: words("dropping", act)))
    deeds.learn(
        "note_delete", Deed(Tier.CONFIRMED, drop, whole_back, lambda act: words("deleting", act))
    )
