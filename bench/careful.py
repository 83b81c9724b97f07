"""A policy of any size that agrees with itself: clauses of about four statements and five sentences, a tenth of them denials.

Every ten clauses are about a task of the sender, with a firm, kinds of data and a group of names of its own, as in real policies;
all tasks share the standard vocabulary and a few groups. A quarter of the clauses have a line in the summary.
"""

from __future__ import annotations

HEADER = """\
@policy {identity}
  title       "Privacy statement"
  language    en
  effective   2026-03-01
  controller  meadow
  regime      gdpr, ccpa
  allow       duty-missing, duty-partly, highlights-too-long

@party meadow "Meadow Ltd"
  in     ireland
  email  privacy@meadow.example
@data joint-records "joint records" = {records}
@term services "the Services" also "our Services" is our-services
"""
PROMISES = """\
# Promises {#promises}

@clause promised

We never sell {personal-data}. We never share the joint records, of whatever task, with {advertisers}.

@never sell personal-data
@never share joint-records with advertisers
@highlight We never sell your personal data, and never share joint records with advertisers.

"""
NAMES = """\
@party firm-{n} "Firm {n}" also "Firm {n} Ltd" is {kind}
@data form-{n} "order form {n}" forms "order forms {n}" is provided-information
@data record-{n} "visit record {n}" forms "visit records {n}" is usage-data
@data reply-{n} "reply {n}" forms "replies {n}" is feedback
@data file-{n} "file {n}" = form-{n}, reply-{n}, job-title
@purpose task-{n} "task {n}" is service-provision
@purpose care-{n} "care {n}" is customer-support
@situation ask-{n} "you ask for task {n}"
"""
KINDS = ("it-providers", "hosting-providers", "payment-processors", "delivery-companies", "professional-advisers")
#: The ten clauses of a task. `{mark}` differs from policy to policy, so that no text has been read before.
CLAUSES = (
    """\
@clause collected-{n} for customers when ask-{n}

When you ask for task {n}, you give us your order form {n}, your name and your [job]{{job-title}}. We ask for no more than task {n}
needs ({mark}). We need them to perform our {{contract}} with you. If you like, you also send us your reply {n}; it helps us with care {n},
in which we have a {{legitimate-interest}}.

@collect form-{n} for task-{n} under contract required
@collect name for task-{n} under contract required
@collect job-title for task-{n} under contract required
@collect reply-{n} for care-{n} under legitimate-interest optional
@highlight When you ask for task {n}, you give us your order form {n}, your name and your job.
""",
    """\
@clause recorded-{n} for visitors

Our servers record your visit record {n} while you look around ({mark}). It tells us which [pages]{{pages-viewed}} you view and which
[links]{{links-clicked}} you click, and also your IP address. We rely on our [interest]{{legitimate-interest}} in {{security}} and in
a [site that works]{{site-operation}}.

@observe record-{n} for site-operation under legitimate-interest
@observe pages-viewed, links-clicked for site-operation under legitimate-interest
@observe ip-address for security under legitimate-interest
@keep ip-address while security
""",
    """\
@clause used-{n} for customers

We use your file {n} for task {n}, as our {{contract}} with you provides ({mark}). We use your visit record {n} to
[improve our sites]{{site-improvement}} and to keep them [secure]{{security}}, in our {{legitimate-interest}}. We use your reply {n}
for care {n}. Where you gave us your {{consent}}, your [e-mail address]{{email-address}} is used for {{event-management}}.

@use file-{n} for task-{n} under contract
@use record-{n} for site-improvement, security under legitimate-interest
@use reply-{n} for care-{n} under legitimate-interest
@use email-address for event-management under consent when ask-{n}
@highlight We use your file {n} for task {n}, and your visit record {n} for site improvement and security.
""",
    """\
@clause shared-{n} for customers

Firm {n} Ltd works for us ({mark}). It gets your order form {n}, and only for task {n}, since our {{contract}} with you cannot be
performed without it. Firm {n} also gets your visit record {n}, so that our sites stay [secure]{{security}}; that is in our
{{legitimate-interest}}. [Tax authorities]{{tax-authorities}} get what the law [obliges]{{legal-obligation}} us to hand over: your
name and your job title, for {{legal-compliance}}.

@share form-{n} with firm-{n} as processor only for task-{n} under contract
@share record-{n} with firm-{n} as processor for security under legitimate-interest
@share name, job-title with tax-authorities for legal-compliance under legal-obligation
@must use form-{n} by firm-{n} for task-{n}
""",
    """\
@clause never-{n} for customers

We never share your visit record {n} with {{advertisers}} or with {{data-brokers}} ({mark}). We never sell your order form {n} to
{{third-parties}}. Nor do we ever use your file {n} for {{interest-based-advertising}}, and for task {n} we never collect
{{genetic-data}}.

@never share record-{n} with advertisers, data-brokers
@never sell form-{n} to third-parties
@never use file-{n} for interest-based-advertising
@never collect genetic-data for task-{n}
@highlight We never use your file {n} for interest-based advertising.
""",
    """\
@clause kept-{n} for customers

We keep your file {n} while it is needed for task {n} ({mark}), and your visit record {n} while it is needed for {{security}}. After
that, both are deleted. Your reply {n} is kept while you are cared for, which is to say for care {n}, and your name while our {{contract}} lasts.

@keep file-{n} while task-{n} then deletion-afterwards
@keep record-{n} while security then deletion-afterwards
@keep reply-{n} while care-{n}
@keep name while contract
""",
    """\
@clause guarded-{n}

We protect your file {n} with encryption, and with access controls ({mark}). Firm {n} must protect your order form {n} with encryption,
too. The same holds of your visit record {n} and your reply {n}.

@protect file-{n} with encryption
@protect record-{n} with encryption
@must protect form-{n} by firm-{n} with encryption
@protect reply-{n} with encryption
""",
    """\
@clause rights-{n} for customers

You have the right of {{access}} to your file {n} ({mark}). You have the right to [correct]{{rectification}} it, and you may ask for
its {{erasure}}. Write to {{meadow.email}}. You have the right to [object]{{objection}} to what we do with your visit record {n}.

@grant access of file-{n} via meadow.email
@grant rectification of file-{n} via meadow.email
@grant erasure of file-{n} via meadow.email
@grant objection of record-{n} via meadow.email
@highlight You have the right of access to your file {n}, and you may have it corrected or erased.
""",
    """\
@clause abroad-{n} for customers

Firm {n} has servers in the [United States]{{us}} ({mark}). Your order form {n} is transferred there for task {n}, under
{{standard-contractual-clauses}}. Your visit record {n} is transferred there for {{security}}, under the same clauses. The Services
also keep to the {{data-privacy-framework}}. Your name may be transferred as well.

@transfer form-{n} to us for task-{n} under standard-contractual-clauses
@transfer record-{n} to us for security under standard-contractual-clauses
@may transfer name to us for task-{n} under standard-contractual-clauses
@certify data-privacy-framework
@highlight Your order form {n} is transferred to the United States for task {n}.
""",
    """\
@clause choices-{n} for customers

You can [withdraw]{{withdraw-consent}} your {{consent}} at any time ({mark}), for example to {{event-management}} that comes with
task {n}. We answer questions about your file {n} and about Firm {n}. Cookies for task {n} can be refused in your browser; we set
[such cookies]{{functional-cookies}} with your consent, to keep our [site running]{{site-operation}}; they hold your visit record {n}.

@grant withdraw-consent any-time
@answer questions via meadow.email
@offer refusal of functional-cookies via browser-settings
@set functional-cookies of record-{n} for site-operation under consent
""",
)
#: Those of them that have a line in the summary.
LINES = ("collected", "", "used", "", "never", "", "", "rights", "abroad", "")


def policy(clauses: int, mark: int = 0, identity: str = "careful") -> str:
    """The source of a policy of so many clauses; of two with different marks no paragraph is the same."""
    asked = clauses - 1  # the first is that of the promises
    tasks = range(1, -(-asked // len(CLAUSES)) + 1)
    names = "".join(NAMES.format(n=n, kind=KINDS[n % len(KINDS)]) for n in tasks)
    parts = [HEADER.format(identity=identity, records=", ".join(f"record-{n}" for n in tasks)) + names, PROMISES]
    groups = ['  promises  "Promises"  promised  more #promises']
    for n in tasks:
        chosen = CLAUSES[: asked - (n - 1) * len(CLAUSES)]
        parts += [f"# Task {n} {{#part-{n}}}\n", *(clause.format(n=n, mark=f"rule {mark}.{n}") for clause in chosen)]
        lines = (f"{line}-{n}" for line, clause in zip(LINES, CLAUSES, strict=True) if line and clause in chosen)
        groups.append(f'  group-{n}  "Task {n}"  {", ".join(lines)}  more #part-{n}')
    return "\n".join([*parts, "@highlights", *groups, ""])
