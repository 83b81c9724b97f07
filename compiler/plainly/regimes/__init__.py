"""Laws as data: what each asks a notice to say (`<id>.toml`, a file a regime), and whether the facts of a policy say it.

Nothing here is legal advice: a verdict tells what a notice states, not whether that is true, enough, or in time.
"""
