"""The policy compiler: policy document in, everything an organisation publishes out."""

__version__ = "0.1.0"
