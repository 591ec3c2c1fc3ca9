"""Counts instructions, so that a change that costs more is seen on any machine, however busy."""
