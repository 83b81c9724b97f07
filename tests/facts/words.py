"""What the checklists' words are in a document: the tables that the rules look up."""

from __future__ import annotations

# Row kind → the verbs, directives and kinds of `@plain` that may say it.
VERBS = {
    "party": {"use", "@party", "@plain commitment", "@plain description"},
    "subject": {"@subject"},
    "scope": {"cover", "@policy", "@plain description", "@plain pointer"},
    "definition": {"@term", "@data", "@subject", "@plain description", "set", "observe"},
    "collect": {"collect", "observe", "receive"},
    "receive": {"observe", "receive"},
    "use": {"use"},
    "infer": {"infer"},
    "automated": {"use"},  # `for automated-decision-making`, `using automated-means`
    "cookie": {"set", "use"},  # `use … using` where the row is about the data, not about the cookie
    "share": {"share", "observe"},  # `observe … by` where the recipient collects it itself
    "sell": {"sell"},
    "transfer": {"transfer", "cover"},  # `cover … to` where this statement follows the data
    "denial": {"use", "share", "keep", "observe", "receive", "answer"},
    "limit": {
        "cover",
        "collect",
        "certify",
        "disclaim",
        "use",
        "protect",
        "answer",
        "@policy",
        "@plain advice",
        "@plain commitment",
        "@plain description",
    },
    "choice": {"offer"},
    "right": {"grant", "answer", "offer"},  # `offer` where the right is a choice
    "keep": {"keep"},
    "protect": {"protect"},
    "certification": {"certify", "@link"},
    "complaint": {"answer", "grant"},
    "contact": {"answer", "@link", "@party", "@plain pointer"},
    "minors": {"collect", "offer", "cover", "@plain description"},
    "change-notice": {"notify", "cover", "@plain advice", "@plain commitment", "@plain reservation", "@policy"},
}

READERS_OPTION = {"offer", "grant", "answer"}
DEADLINES = {
    "within-30-days": ("within", 30, "day"),
    "at-least-30-business-days-before": ("ahead", 30, "business-day"),
    "within-one-month": ("within", 1, "month"),
}
CONTACTS = {"email": "email", "form": "web-form", "address": "postal-mail", "phone": "phone"}
# What a checklist calls the policy itself, by the policy's kind.
THIS_POLICY = {"statement": "privacy-statement", "highlights": "privacy-highlights"}
SECTIONS = {
    "communications-preferences-section": "#preferences",
    "section-4-1": "#apparaatgegevens",
    "section-4-3": "#gedragsadvertenties",
    "section-5": "#doeleinden",
    "section-6": "#delen",
    "section-10": "#rechten",
    "section-10-2": "#uitoefenen",
    "section-10-3": "#klantgegevens",
    "section-10-4": "#marketingvoorkeuren",
    "section-13": "#contact",
    "section-2-2": "#received",
    "section-2-3": "#usage-data",
    "section-2-5": "#cookies",
    "section-3": "#use",
    "section-3-3": "#targeting",
    "section-6-3": "#retention",
}
ORIGINS = {"provided": "collect", "observed": "observe", "provided-by-another": "receive", "obtained-from-others": "receive"}
# Marks, and the words of the checklist that ask for them.
MARKS = {
    "required": {"required", "may-be-required", "required-or-requested"},
    "requested": {"requested", "required-or-requested"},
    "optional": {"optional"},
    "sometimes": {"occasional", "in-some-instances", "in-some-cases"},
    "currently": {"at-this-time"},
    "often": {"often"},
    "generally": {"generally", "tries"},
    "any-time": {"any-time"},
}
OF_MARKS = {
    word: {mark for mark, words in MARKS.items() if word in words}
    for word in ("generally", "tries", "often", "in-some-instances", "in-some-cases")
}
# Conditions that belong to the consent, in rows that name another basis beside it.
OF_CONSENT = {"asked", "consent-given", "necessary"}
# Objects that the checklist has no name for: the row's kind and summary say them.
OBJECTS = {
    "scope": {"our-sites", "our-services"},
    "choice": {"choice", "opt-out", "refusal", "deletion"},
    "complaint": {"questions", "complaints", "disputes", "complaint"},
    "contact": {"questions", "rights-requests"},
    "limit": {"our-sites", "our-services", "devices", "control", "responsibility", "complete-security", "questions"},
    "change-notice": {"changes"},
}
# What people turn to somebody with, where the row only says that they can.
MATTERS = {"right": {"questions", "requests", "rights-requests"}}
# How prose says that a list only gives examples.
SUCH_AS = {
    "en": ("such as", "for example"),
    "nl": ("zoals", "bijvoorbeeld"),
    "sv": ("såsom", "till exempel"),
}
# Whom a verb deals with: the qualifiers that hold a row's recipient or source.
OTHERS = {
    "collect": ("from", "by"), "observe": ("by",), "receive": ("from",), "use": ("from", "by", "with"), "set": ("by",), "share": ("with",),
    "keep": ("with",), "transfer": ("with", "to"), "sell": ("to",), "cover": ("objects", "of", "from", "by"), "certify": ("by",), "disclaim": ("with",), "offer": ("by", "with"), "grant": ("by", "with"),
    "answer": ("by", "with"),
}  # fmt: skip
