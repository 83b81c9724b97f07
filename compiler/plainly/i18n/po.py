"""Messages ↔ a gettext PO file: `msgctxt` is the unit, `fuzzy` what is not done, extracted comments are the notes."""

from __future__ import annotations

import polib

from plainly.i18n.message import Message, Parcel, Unreadable

_HEADER = "Translate the words; keep what stands in braces. [words]{name} marks the words that stand for a name."


def write(parcel: Parcel) -> str:
    """The file's text; without times, so that the same policy gives the same bytes."""
    file = polib.POFile(wrapwidth=0)
    file.header = _HEADER
    file.metadata = {
        "Project-Id-Version": parcel.policy,
        "Language": parcel.locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": parcel.language,
    }
    for message in parcel.messages:
        entry = polib.POEntry(msgctxt=message.unit, msgid=message.source, msgstr=message.target, comment="\n".join(message.notes))
        if message.target and not message.done:
            entry.flags = ["fuzzy"]
            entry.previous_msgid = message.before or None
        file.append(entry)
    return f"{file}\n"


def read(text: str) -> Parcel:
    """A file's messages, those marked as obsolete left out. Raises `Unreadable`."""
    try:
        file = polib.pofile(f"{text}\n\n")  # a text of one line could be taken for the name of a file
    except (OSError, ValueError, UnicodeError) as error:
        raise Unreadable(str(error).strip() or "it is no PO file") from error
    messages = tuple(Message(entry.msgctxt or "", entry.msgid, entry.msgstr, not entry.fuzzy) for entry in file if not entry.obsolete)
    data = file.metadata
    return Parcel(data.get("Project-Id-Version", ""), data.get("X-Source-Language", ""), data.get("Language", ""), messages)
