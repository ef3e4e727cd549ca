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
    _learn_items(deeds, lists)
    _learn_whole(deeds, lists)


def _learn_items(deeds: Deeds, lists: Lists) -> None:
    """What is done to single things on a list."""

    def add(act: Act) -> None:
        due = str(act.arguments.get("due", ""))
        lists.add(_name(act), items_of(act), dt.date.fromisoformat(due) if due else None)

    def drop_back(act: Act) -> Act:
        return Act("list_drop", {"list": _name(act), "items": act.arguments["items"]})

    def drop(act: Act) -> None:
        lists.drop(_name(act), items_of(act))

    def tick(act: Act) -> None:
        lists.tick(_name(act), items_of(act), done=True)

    def untick(act: Act) -> None:
        lists.tick(_name(act), items_of(act), done=False)

    for name, do, back, words in (
        ("list_add", add, drop_back, _words("adding", "to")),
        ("list_drop", drop, _as_it_was(lists), _words("taking", "off")),
        ("list_tick", tick, _other("list_untick"), _words("ticking", "off on")),
        ("list_untick", untick, _other("list_tick"), _words("opening", "again on")),
    ):
        deeds.learn(name, Deed(Tier.UNDOABLE, do, back, words))


def _learn_whole(deeds: Deeds, lists: Lists) -> None:
    """What is done to a whole list."""

    def make(act: Act) -> None:
        lists.add(_name(act), ())

    def unmake(act: Act) -> None:
        if not lists.items(_name(act)):
            lists.delete(_name(act))

    def write(act: Act) -> None:
        lists.write(_name(act), str(act.arguments["text"]))

    def delete(act: Act) -> None:
        lists.delete(_name(act))

    def clear(act: Act) -> None:
        lists.drop(_name(act), [one.text for one in lists.items(_name(act))])

    back, free, confirmed = _as_it_was(lists), Tier.FREE, Tier.CONFIRMED
    for name, tier, do, inverse, words in (
        ("list_make", Tier.UNDOABLE, make, _other("list_unmake"), _whole("starting the")),
        ("list_unmake", free, unmake, _nothing, _whole("removing the empty")),
        ("list_write", free, write, _nothing, _whole("writing")),
        ("list_delete", confirmed, delete, back, _whole("deleting the whole")),
        ("list_clear", confirmed, clear, back, _whole("taking everything off the")),
    ):
        deeds.learn(name, Deed(tier, do, inverse, words))


def _name(act: Act) -> str:
    return str(act.arguments["list"])


def _as_it_was(lists: Lists) -> Callable[[Act], Act]:
    """The list as it was: what was done in the file by hand before then is in it."""
    return lambda act: Act("list_write", {"list": _name(act), "text": lists.text(_name(act)) or ""})


def _other(name: str) -> Callable[[Act], Act]:
    return lambda act: Act(name, act.arguments)


def _nothing(_act: Act) -> None:
    return None


def _words(verb: str, place: str) -> Callable[[Act], str]:
    def words(act: Act) -> str:
        return f"{verb} {' and '.join(items_of(act))} {place} the {act.arguments['list']} list"

    return words


def _whole(verb: str) -> Callable[[Act], str]:
    return lambda act: f"{verb} {act.arguments['list']} list"
