"""Messages ↔ an XLIFF 2.0 file (OASIS standard): one `unit` a message, references as protected inline codes.

`{name}` becomes `<ph>`, `[words]{name}` the words inside `<pc>`; what each stands for is kept in `equiv…` attributes and, for
tools that drop those, found again by its id in the source.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from plainly.i18n.message import Message, Parcel, Unreadable
from plainly_dsl import references

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CODES = ("equiv", "equivStart", "equivEnd")


def write(parcel: Parcel) -> str:
    """The file's text."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("xliff"), {"version": "2.0", "srcLang": parcel.language, "trgLang": parcel.locale})
    file = ET.SubElement(root, _tag("file"), {"id": parcel.policy, "original": f"{parcel.policy}.policy"})
    for message in parcel.messages:
        unit = ET.SubElement(file, _tag("unit"), {"id": message.unit, _SPACE: "preserve"})
        notes = [*message.notes, *([f"Before: {message.before}"] if message.before else [])]
        if notes:
            parent = ET.SubElement(unit, _tag("notes"))
            for note in notes:
                ET.SubElement(parent, _tag("note")).text = note
        state = "final" if message.done else "initial"
        segment = ET.SubElement(unit, _tag("segment"), {"state": state})
        _fill(ET.SubElement(segment, _tag("source")), message.source)
        if message.target:
            _fill(ET.SubElement(segment, _tag("target")), message.target, message.source)
    _indent(root, "\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def read(text: str) -> Parcel:
    """A file's messages: those in the state `translated`, `reviewed` or `final` are done. Raises `Unreadable`."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("it declares entities, which a translation has no need of")
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities are refused above
    except (ET.ParseError, ValueError) as error:
        raise Unreadable(f"it is not well-formed: {error}") from error
    files = root.findall(_tag("file"))
    if root.tag != _tag("xliff") or not files:
        raise Unreadable("it is no XLIFF 2.0 file")
    if len(files) > 1:
        raise Unreadable("it holds the texts of several policies")
    file = files[0]
    messages = tuple(_message(unit) for unit in file.iter(_tag("unit")))
    return Parcel(file.get("id", ""), root.get("srcLang", ""), root.get("trgLang", ""), messages)


def _message(unit: ET.Element) -> Message:
    """A unit's message; one that a tool has split is put together again, what stands between its segments included."""
    parts = [part for part in unit if part.tag in {_tag("segment"), _tag("ignorable")}]
    segments = [part for part in parts if part.tag == _tag("segment")]
    sources = [part.find(_tag("source")) for part in parts]
    targets = [part.find(_tag("target")) for part in parts]
    codes = {code.get("id", ""): code for source in sources if source is not None for code in source.iter()}
    translated = any(target is not None for target in targets)
    shown = [source if target is None else target for source, target in zip(sources, targets, strict=True)] if translated else []
    done = all(part.get("state", "initial") != "initial" for part in segments)
    try:
        text = "".join(_text(part, codes) for part in sources if part is not None)
        target = "".join(_text(part, codes) for part in shown if part is not None)
    except RecursionError:
        return Message(unit.get("id", ""), "", "", done, slip="its inline codes are nested too deeply")
    slip = _slip([part for part in shown if part is not None], codes)
    if translated and any(part.find(_tag("target")) is None for part in segments):
        slip = "one of its segments is not translated"
    return Message(unit.get("id", ""), text, target, done, slip=slip)


def _slip(targets: list[ET.Element], codes: dict[str, ET.Element]) -> str:
    """What in the parts of a target would be lost, "" where nothing would."""
    if any(part.get("order") for part in targets):
        return "its segments stand in another order"
    unknown = next((code.tag.rpartition("}")[2] for part in targets for code in part.iter() if not _known(code, codes)), "")
    return f"it holds an inline code that the source has not (<{unknown}>)" if unknown else ""


def _known(element: ET.Element, codes: dict[str, ET.Element]) -> bool:
    """Whether a part of a target is understood: words, marks on words, and codes that say what they stand for."""
    if element.tag in {_tag("source"), _tag("target"), _tag("mrk"), _tag("pc")}:
        return True
    return element.tag == _tag("ph") and bool(element.get("equiv") or codes.get(element.get("id", ""), element).get("equiv"))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _indent(element: ET.Element, line: str) -> None:
    """Puts each element on a line of its own, but nothing into texts."""
    if element.tag in {_tag("source"), _tag("target"), _tag("note")} or not len(element):
        return
    element.text = f"{line} "
    for child in element:
        child.tail = f"{line} "
        _indent(child, f"{line} ")
    element[-1].tail = line


def _fill(element: ET.Element, text: str, source: str = "") -> None:
    """Text with its references as inline codes; those of a target have the ids of the same references in the source."""
    numbers: dict[str, list[int]] = {}
    for number, found in enumerate(references.find(source or text)[0], 1):
        numbers.setdefault(_key(source or text, found), []).append(number)
    fresh = 1000  # references the source has not
    last: ET.Element | None = None
    at = 0
    for reference in references.find(text)[0]:
        _append(element, last, text[at : reference.start])
        known = numbers.get(_key(text, reference))
        fresh += not known
        identity = str(known.pop(0) if known else fresh)
        if reference.surface is None:
            last = ET.SubElement(element, _tag("ph"), {"id": identity, "equiv": text[reference.start : reference.end]})
        else:
            end = text[reference.start + 1 + len(reference.surface) : reference.end]
            last = ET.SubElement(element, _tag("pc"), {"id": identity, "equivStart": "[", "equivEnd": end})
            last.text = reference.surface
        at = reference.end
    _append(element, last, text[at:])


def _key(text: str, reference: references.Reference) -> str:
    """What a reference stands for, without the words it marks."""
    return re.sub(r"\s", "", text[reference.start + (len(reference.surface) + 1 if reference.surface is not None else 0) : reference.end])


def _append(element: ET.Element, last: ET.Element | None, text: str) -> None:
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _text(element: ET.Element, codes: dict[str, ET.Element]) -> str:
    """The text of a source or target, inline codes as references again."""
    parts = [element.text or ""]
    for child in element:
        source = codes.get(child.get("id", ""), child)
        equiv, start, end = (child.get(name) or source.get(name) or "" for name in _CODES)
        parts.append(equiv if child.tag == _tag("ph") else f"{start}{_text(child, codes)}{end}")
        parts.append(child.tail or "")
    return "".join(parts)
