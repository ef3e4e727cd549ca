"""How acts on reminders are done and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Deeds, Tier
from assistant.desk.reminders import as_record, from_record, named
from assistant.errors import Trouble
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.reminders import Reminder, Reminders


def learn_reminders(deeds: Deeds, reminders: Reminders) -> None:
    def put(act: Act) -> None:
        found = from_record(act.arguments)
        if found is None:
            raise Trouble("That reminder makes no sense to me.", "Say it once more, please.")
        reminders.put(found)

    def back(act: Act) -> Act:
        """Whatever was there under this id before."""
        id_ = str(act.arguments["id"])
        was = reminders.all.get(id_)
        return Act("reminder_drop", {"id": id_}) if was is None else _put(was)

    def _put(one: Reminder) -> Act:
        return Act("reminder_set", dict(as_record(one)))

    def drop(act: Act) -> None:
        reminders.drop(str(act.arguments["id"]))

    def words(act: Act) -> str:
        one = reminders.all.get(str(act.arguments["id"]))
        what = named(one) if one is not None else "a reminder"
        return f"cancelling {what}"

    def set_words(act: Act) -> str:
        found = from_record(act.arguments)
        changed = str(act.arguments.get("id")) in reminders.all
        return f"{'changing' if changed else 'setting'} {named(found) if found else 'a reminder'}"

    def drop_all(act: Act) -> None:
        for id_ in str(act.arguments["ids"]).split():
            reminders.drop(id_)

    def put_all(act: Act) -> None:
        for record in json.loads(str(act.arguments["records"])):
            if (one := from_record(record)) is not None:
                reminders.put(one)

    def all_back(act: Act) -> Act:
        ids = str(act.arguments["ids"]).split()
        records = [as_record(reminders.all[id_]) for id_ in ids if id_ in reminders.all]
        return Act("reminders_set", {"records": json.dumps(records)})

    def nothing(_act: Act) -> None:
        return None

    deeds.learn("reminder_set", Deed(Tier.UNDOABLE, put, back, set_words))
    deeds.learn("reminder_drop", Deed(Tier.UNDOABLE, drop, back, words))
    deeds.learn("reminder_series_drop", Deed(Tier.CONFIRMED, drop, back, words))
    deeds.learn("reminders_set", Deed(Tier.FREE, put_all, nothing, lambda _: "setting reminders"))
    deeds.learn(
        "reminders_clear",
        Deed(Tier.CONFIRMED, drop_all, all_back, lambda act: f"cancelling {act.arguments['what']}"),
    )
