"""Work on translations: what is open, what has been compared, and the exchange of texts with translators."""
