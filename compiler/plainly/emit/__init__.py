"""Pages and policies → text, one module a format."""
