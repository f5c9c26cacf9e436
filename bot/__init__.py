"""What the bot knows and can do. What can happen to it is in `handlers`."""

__version__ = "0.1.0"
