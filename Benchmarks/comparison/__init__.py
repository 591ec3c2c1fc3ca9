"""Runs the library and its peers side by side, in turns, and says how they compare."""
