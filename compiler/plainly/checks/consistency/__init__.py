"""What the facts of a policy say together: contradictions, conflicts, and what a statement calls for elsewhere.

Each check is a file, a function `check(claims) → findings`; `CHECKS` is their order.
"""

from __future__ import annotations

from plainly.checks.consistency import (
    abroad,
    ages,
    automation,
    basis,
    catch_all,
    denials,
    exclusive,
    groups_mixed,
    lapsed,
    mechanism,
    objection,
    partial_consent,
    required,
    rights,
    roles,
    sale,
    silence,
    special,
    times,
    title,
    uncollected,
    unkept,
    weak_basis,
    withdrawal,
)
from plainly.checks.finding import CheckOfClaims

CHECKS: tuple[CheckOfClaims, ...] = (
    denials.check,
    catch_all.check,
    exclusive.check,
    sale.check,
    unkept.check,
    rights.check,
    groups_mixed.check,
    roles.check,
    times.check,
    required.check,
    ages.check,
    automation.check,
    weak_basis.check,
    partial_consent.check,
    basis.check,
    withdrawal.check,
    objection.check,
    special.check,
    mechanism.check,
    lapsed.check,
    abroad.check,
    uncollected.check,
    title.check,
    silence.check,
)
