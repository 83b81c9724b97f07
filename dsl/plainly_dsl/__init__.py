"""The policy language: text in, policy document (plain JSON) and diagnostics out."""
