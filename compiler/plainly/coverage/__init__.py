"""`plainly coverage`: which duties of a law a policy meets, by which of its clauses."""
