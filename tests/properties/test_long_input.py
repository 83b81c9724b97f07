"""No pattern of the language takes more than linear time: long runs of one sign are read within seconds, in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

#: Signs in a run; a line of more than 20,000 is not read at all. Patterns that explode do so with far fewer.
MOST = 20_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 5_000
SECONDS = 120  # for a whole table of runs that takes a few seconds; a pattern that explodes takes hours

SIGNS = [
    " ", "\t", "\u00a0", "[", "]", "[]", "[a", "[a]", "[a](", "[a](h(", "{", "}", "{}", "{a", "{a,", "[a]{", "[a]{b", "\\", "\\[", "*", "**",
    "*a", "**a ", "_", "*a*b", "`", "`a", "<", "<a", "<a ", "</", "&", "&a", "&#", ">", "|", "| ", "|-", "-", "- ", "1. ", "(a) ", "i", "iv", "a-",
    '"', "“", "„", "«", '"a" ', "a,", "a ,", ", ", "a and ", "a, b and ", "such-as a ", "only for a ", "@", "#", "a.", "a.b", "a@", "https://a/",
    "0", "0.", "+", "=", "is a ", "also ", "{#", "{#a}", "é", "😀", "!", "![", "or ", "?a ", "#a ", "may ", "a\u00ad", "a a ", "a\n", "a,\n  ", "\n", "\n\n",
    "a\n\n", "  a\n", "- a\n", "1. a\n", "| a |\n", "|-|\n", "@collect a\n", "@x\n", "# a\n", "@clause a\n", "  for a\n", "> a\n", "---\n",
]  # fmt: skip
HEADS = [
    "", "@collect ", "@may share a ", "@clause a ", "@clause ", "@data a ", '@data a "b" ', "@party a\n  address ", "@party a\n  phone ",
    "@policy a\n  ", "@link a ", "@value a ", "@highlights\n  a ", '@highlights\n  a "b" ', "@highlight ", "@acknowledge ", "@acknowledge a because ",
    "@include ", "# ", "#", "# a {#", "@clause a\n\n", "@clause a\n\n- ", "@clause a\n\n| a | b |\n|---|---|\n| ", "@translation ", "@label a ",
]  # fmt: skip
PROGRAM = """
import sys, time
from plainly_dsl.format import format_tree
from plainly_dsl.parse import parse
from plainly_dsl.resolve import resolve
from plainly_dsl.source import decode
for line in sys.stdin:
    head, sign = eval(line)
    text = head + sign * ({most} // len(sign) - len(head))
    print(repr((head, sign)), flush=True)
    source, _ = decode("case.policy", text.encode())
    tree, problems = parse(source)
    resolve(tree)
    format_tree(tree, problems)
"""


@pytest.mark.parametrize("head", HEADS, ids=repr)
def test_long_runs(head: str) -> None:
    """Thousands of any sign, after any beginning, are read, resolved and formatted."""
    given = "".join(f"{(head, sign)!r}\n" for sign in SIGNS)
    program = PROGRAM.replace("{most}", str(MOST))
    try:
        done = subprocess.run([sys.executable, "-c", program], input=given, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        output = error.stdout.decode() if isinstance(error.stdout, bytes) else error.stdout or ""
        pytest.fail(f"no end to {output.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stdout.strip().splitlines()[-1] + done.stderr[-2_000:]
