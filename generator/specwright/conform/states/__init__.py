"""Turns a declared or inferred behaviour into sequences of calls that bring it to light, and plays them."""
