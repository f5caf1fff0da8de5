"""The composition root: the only room that knows every part, and builds the program by hand."""

from bot.app.books import handbook, words
from bot.app.program import Program
from bot.app.running import opened, serve, served, serving

__all__ = ["Program", "handbook", "opened", "serve", "served", "serving", "words"]
