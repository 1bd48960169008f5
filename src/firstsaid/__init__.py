"""firstsaid: who said it first, who only repeated it, what was altered on the way, and how many independent origins stand behind it."""

__version__ = "0.1.0"
