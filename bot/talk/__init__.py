"""A conversation in plain words: what a message means, what it goes on from, and what answers it."""
