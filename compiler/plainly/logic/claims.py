"""All claims of a policy, with what is asked of them: by verb, as views, by the names they use, what covers what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from plainly.logic.claim import Claim, claims_of
from plainly.logic.lattice import Lattice
from plainly.logic.meeting import Index
from plainly.logic.views import View, views
from plainly.settings import Limits

if TYPE_CHECKING:
    from plainly.model import Policy

__all__ = ["Claim", "Claims"]

_LIMITS = Limits()
Gathered = TypeVar("Gathered")


class Claims:
    """All claims of a policy, in its order, and what its names cover; `limits` is what checks of the text hold it to."""

    def __init__(self, policy: Policy, limits: Limits = _LIMITS) -> None:
        self.policy = policy
        self.limits = limits
        self.all: tuple[Claim, ...] = tuple(claims_of(policy))
        self._gathered: dict[Callable[[Claims], Any], Any] = {}

    def once(self, gather: Callable[[Claims], Gathered]) -> Gathered:
        """What `gather` makes of these claims: made when it is first asked for, and kept as long as they are."""
        if gather not in self._gathered:
            self._gathered[gather] = gather(self)
        return cast("Gathered", self._gathered[gather])

    @cached_property
    def lattice(self) -> Lattice:
        """What covers what."""
        return Lattice(self.policy.names)

    @cached_property
    def by_verb(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each verb."""
        found: dict[str, list[Claim]] = {}
        for claim in self.all:
            found.setdefault(claim.verb, []).append(claim)
        return {verb: tuple(claims) for verb, claims in found.items()}

    @cached_property
    def views(self) -> tuple[View, ...]:
        """All that the claims say, whatever verbs they are written with."""
        return tuple(view for claim in self.all for view in views(self.policy, claim))

    @cached_property
    def denials(self) -> tuple[View, ...]:
        """What is denied, each denial by its own verb."""
        return tuple(view for view in self.views if view.claim.denied and view.verb == view.claim.verb)

    @cached_property
    def stated(self) -> tuple[View, ...]:
        """What is stated, each statement as it is written."""
        return tuple(view for view in self.views if not view.claim.denied and view.own)

    @cached_property
    def index(self) -> Index:
        """What is stated, by the names it uses."""
        return Index(self.lattice, (view for view in self.views if not view.claim.denied))

    def of(self, *verbs: str) -> Iterator[Claim]:
        """The claims of these verbs, verb by verb."""
        for verb in verbs:
            yield from self.by_verb.get(verb, ())
