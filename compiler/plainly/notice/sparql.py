"""Questions in raw SPARQL 1.1 over all notices at once: nothing is changed, nothing is fetched, and time and rows have a limit."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from plainly.emit.terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

MAX_ROWS = 100_000
MAX_QUERY = 1_000_000
SECONDS = 120
_ASIDE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w:?$@.-])SERVICE(?![\w:.-])", re.IGNORECASE)
_CHANGES = re.compile(r"(?<![\w:?$@.-])(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)(?![\w:.-])", re.IGNORECASE)
_READS = re.compile(r"(?<![\w:?$@.-])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:.-])", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


class QueryError(Exception):
    """A query that is not asked, or was given up; the text says why in a sentence."""


class Result(NamedTuple):
    """Rows of RDF terms as N-Triples writes them, "" where a variable has no value; the values alone; whether rows were left out.

    For ASK `truth` is the answer, and there are no rows.
    """

    variables: list[str]
    rows: list[list[Any]]
    cut: bool
    truth: bool | None = None


def run(store: Store, query: str, graphs: Sequence[NamedNode] | None = None) -> Result:
    """Asks a store. With `graphs` only those are asked, else all together. Raises `QueryError`."""
    _allowed(query)
    outcome: list[Result] = []
    problem: list[BaseException] = []

    def work() -> None:
        try:
            outcome.append(_evaluated(store, query, graphs))
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            problem.append(error)

    thread = threading.Thread(target=work, daemon=True)  # so that it can be given up, and interrupted
    thread.start()
    thread.join(SECONDS)
    if problem:
        raise QueryError(_worded(problem[0]))
    if not outcome:
        raise QueryError(f"The query took longer than {SECONDS} seconds and was given up. Ask for less: name more terms, or add a LIMIT.")
    return outcome[0]


def _allowed(query: str) -> None:
    if len(query) > MAX_QUERY:
        raise QueryError("The query is longer than a million characters.")
    unescaped = _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), query)
    for text in (query, unescaped):  # SPARQL lets any letter be written as its number
        bare = _ASIDE.sub(" ", text)
        if _SERVICE.search(bare):
            raise QueryError("The query asks another server (SERVICE); nothing is ever fetched. Leave that part out.")
        change, reads = _CHANGES.search(bare), _READS.search(bare)
        if change and (reads is None or change.start() < reads.start()):
            what = change[0].upper()
            raise QueryError(f"The query would change something ({what}); notices are only asked. Use SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _evaluated(store: Store, query: str, graphs: Sequence[NamedNode] | None) -> Result:
    from pyoxigraph import QueryBoolean, QueryTriples

    if graphs is None:
        found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    else:
        found = store.query(query, prefixes=PREFIXES, default_graph=list(graphs), named_graphs=list(graphs))
    if isinstance(found, QueryBoolean):
        return Result([], [], cut=False, truth=bool(found))
    if isinstance(found, QueryTriples):
        variables = ["subject", "predicate", "object"]
        rows, cut = _limited([triple.subject, triple.predicate, triple.object] for triple in found)
    else:
        variables = [variable.value for variable in found.variables]
        rows, cut = _limited(list(solution) for solution in found)
    if not _ORDERED.search(_ASIDE.sub(" ", query)):
        rows.sort(key=lambda row: [str(value) if value is not None else "" for value in row])
    return Result(variables, rows, cut)


def _limited(rows: Iterator[list[Any]]) -> tuple[list[list[Any]], bool]:
    kept: list[list[Any]] = []
    for row in rows:
        if len(kept) == MAX_ROWS:
            return kept, True
        kept.append(row)
    return kept, False


def _worded(error: BaseException) -> str:
    """“The query is not SPARQL: line 3, column 9: …”. The library's lists of letters that it would have taken are left out."""
    text = " ".join(str(error).split())
    found = re.match(r"error at (\d+):(\d+): (.*)", text)
    if not found:
        return f"The query cannot be answered: {text[:300].rstrip('.')}."
    reason = found[3].removeprefix("expected one of ").partition(", [")[0].rstrip(".")
    if "Prefix not found" in reason:
        reason = "the prefix is not declared"
    return f"The query is not SPARQL from line {found[1]}, column {found[2]}" + (f": {reason[:200]}." if "[" not in reason else ".")


def plain(value: Any) -> str:
    """A term as people read it: an IRI with its prefix, a text alone."""
    from pyoxigraph import NamedNode

    if value is None:
        return ""
    if isinstance(value, NamedNode):
        return next((f"{prefix}:{value.value[len(n) :]}" for prefix, n in PREFIXES.items() if value.value.startswith(n)), value.value)
    return str(getattr(value, "value", value))


def described(value: Any) -> dict[str, str] | None:
    """A term as the JSON results of SPARQL 1.1 give it."""
    from pyoxigraph import BlankNode, Literal, NamedNode

    if value is None:
        return None
    if isinstance(value, Literal):
        extra = {"xml:lang": value.language} if value.language else {"datatype": value.datatype.value}
        return {"type": "literal", "value": value.value, **extra}
    kinds = {NamedNode: "uri", BlankNode: "bnode"}
    return {"type": kinds.get(type(value), "triple"), "value": str(getattr(value, "value", value))}
