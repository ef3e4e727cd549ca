"""How acts on lists are done and taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Deeds, Tier
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.desk.lists import Lists


def items_of(act: Act) -> list[str]:
    """The items an act is about, one a line in its arguments."""
    return [item for item in str(act.arguments.get("items", "")).split("\n") if item]


def learn_lists(deeds: Deeds, lists: Lists) -> None:
    """Teach `deeds` what can be done with `lists`."""

    def name_of(act: Act) -> str:
        return str(act.arguments["list"])

    def add(act: Act) -> None:
        due = str(act.arguments.get("due", ""))
        lists.add(name_of(act), items_of(act), dt.date.fromisoformat(due) if due else None)

    def whole_back(act: Act) -> Act:
        """The list as it was: what was done in the file by hand before then is in it."""
        name = name_of(act)
        return Act("list_write", {"list": name, "text": lists.text(name) or ""})

    def drop_back(act: Act) -> Act:
        return Act("list_drop", {"list": name_of(act), "items": act.arguments["items"]})

    def write(act: Act) -> None:
        lists.write(name_of(act), str(act.arguments["text"]))

    deeds.learn("list_add", Deed(Tier.UNDOABLE, add, drop_back, _words("adding", "to")))
    deeds.learn(
        "list_drop",
        Deed(
            Tier.UNDOABLE,
            lambda act: lists.drop(name_of(act), items_of(act)),
            whole_back,
            _words("taking", "off"),
        ),
    )
    deeds.learn(
        "list_tick",
        Deed(
            Tier.UNDOABLE,
            lambda act: lists.tick(name_of(act), items_of(act), done=True),
            lambda act: Act("list_untick", act.arguments),
            _words("ticking", "off on"),
        ),
    )
    deeds.learn(
        "list_untick",
        Deed(
            Tier.UNDOABLE,
            lambda act: lists.tick(name_of(act), items_of(act), done=False),
            lambda act: Act("list_tick", act.arguments),
            _words("opening", "again on"),
        ),
    )
    deeds.learn(
        "list_make",
        Deed(
            Tier.UNDOABLE,
            lambda act: lists.add(name_of(act), ()),
            lambda act: Act("list_unmake", act.arguments),
            lambda act: f"starting the {name_of(act)} list",
        ),
    )

    def unmake(act: Act) -> None:
        if not lists.items(name_of(act)):
            lists.delete(name_of(act))

    def nothing(_act: Act) -> None:
        return None

    deeds.learn("list_unmake", Deed(Tier.FREE, unmake, nothing, _whole("removing the empty")))
    deeds.learn("list_write", Deed(Tier.FREE, write, nothing, _whole("writing")))
    deeds.learn(
        "list_delete",
        Deed(
            Tier.CONFIRMED,
            lambda act: lists.delete(name_of(act)),
            whole_back,
            _whole("deleting the whole"),
        ),
    )
    deeds.learn(
        "list_clear",
        Deed(
            Tier.CONFIRMED,
            lambda act: lists.drop(name_of(act), [one.text for one in lists.items(name_of(act))]),
            whole_back,
            _whole("taking everything off the"),
        ),
    )


def _words(verb: str, place: str) -> Callable[[Act], str]:
    def words(act: Act) -> str:
        return f"{verb} {' and '.join(items_of(act))} {place} the {act.arguments['list']} list"

    return words


def _whole(verb: str) -> Callable[[Act], str]:
    return lambda act: f"{verb} {act.arguments['list']} list"
