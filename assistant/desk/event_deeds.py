"""How acts on the calendar are done and taken back: an event's text is put, or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Deeds, Tier
from assistant.desk.icsfile import as_bytes, as_text
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.calendar import Calendar


def learn_events(deeds: Deeds, calendar: Calendar) -> None:
    """Teach `deeds` what can be done with `calendar`. Acts carry file, uid, text and summary."""

    def put(act: Act) -> None:
        text = as_bytes(str(act.arguments.get("text", "")))
        calendar.file(str(act.arguments["file"])).put(str(act.arguments["uid"]), text)

    def drop(act: Act) -> None:
        calendar.file(str(act.arguments["file"])).put(str(act.arguments["uid"]), b"")

    def back(act: Act) -> Act:
        """Whatever the file had of this event before; nothing, where it is new."""
        file = calendar.file(str(act.arguments["file"]))
        was = file.raw_of(str(act.arguments["uid"]))
        return Act("event_restore", {**_which(act), "text": as_text(was)})

    def nothing(_act: Act) -> None:
        return None

    def words(verb: str, act: Act) -> str:
        return f"{verb} {act.arguments.get('summary') or 'an appointment'}"

    deeds.learn("event_add", Deed(Tier.UNDOABLE, put, back, lambda act: words("adding", act)))
    deeds.learn("event_move", Deed(Tier.UNDOABLE, put, back, lambda act: words("moving", act)))
    deeds.learn("event_skip", Deed(Tier.UNDOABLE, put, back, lambda act: words("leaving out", act)))
    deeds.learn("event_drop", Deed(Tier.UNDOABLE, drop, back, lambda act: words("cancelling", act)))
    deeds.learn("event_restore", Deed(Tier.FREE, put, nothing, lambda act: words("restoring", act)))
    deeds.learn(
        "event_series_drop",
        Deed(Tier.CONFIRMED, drop, back, lambda act: words("cancelling the whole series", act)),
    )


def _which(act: Act) -> dict[str, str]:
    return {name: str(act.arguments.get(name, "")) for name in ("file", "uid", "summary")}
