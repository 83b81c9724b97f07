"""What a policy's translations consist of, what each part was made from, and what becomes of those that are not complete."""
