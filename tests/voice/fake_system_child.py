"""A system voice that echoes: `python -m fake_system_child`."""

from __future__ import annotations

from assistant.wire import Parent


def main() -> None:
    parent = Parent().connect()
    parent.event("ready")
    for order in parent.orders():
        if order.what == "voices":
            ids = ("gmw/en", "gmw/de")
            voices = [{"name": f"system:{i}", "title": i, "kind": "system"} for i in ids]
            order.done(voices=voices)
        else:
            fields = order.fields
            order.done(f"system:{fields['voice']}:{fields['accent']}:{fields['text']}".encode())


if __name__ == "__main__":
    main()
