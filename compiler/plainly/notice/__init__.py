"""Machine notices as programs read them: `load` gives a notice's claims as typed objects. See `plainly.notice.reading`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plainly.notice.reading import Assertion, Notice, NoticeError, load

__all__ = ["Assertion", "Notice", "NoticeError", "load"]


def __getattr__(name: str) -> Any:
    """Loads the library when it is asked for, so that commands which need only a part of this package start fast (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from plainly.notice import reading

    return getattr(reading, name)
