"""What the facts of a policy say about each other: names that cover others, facts that meet. For checks, highlights and coverage."""
