"""“Did you mean …?”: the nearest known word, counting a swap of two letters as one slip."""

from __future__ import annotations

from collections.abc import Iterable


def distance(left: str, right: str, limit: int) -> int:
    """Edits between two words (insert, delete, replace, swap), or `limit + 1` when there are more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate within a third of the word's length in edits, or "".

    Of equally near ones the one of the same length (a swap of letters), then the first by alphabet.
    """
    limit = max(1, min(3, len(word) // 3))
    best = (limit + 1, 0, "")
    for candidate in candidates:
        edits = distance(word.lower(), candidate.lower(), limit)
        if edits <= limit:
            best = min(best, (edits, abs(len(candidate) - len(word)), candidate))
    return best[2]
