"""Machine notices as programs read them: `load` gives a notice's claims as typed objects. See `plainly.notice.reading`."""

from plainly.notice.reading import Assertion, Notice, NoticeError, load

__all__ = ["Assertion", "Notice", "NoticeError", "load"]
