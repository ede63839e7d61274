"""Turns a finished service into the files of its client."""
