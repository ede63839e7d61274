# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns a plan and a source of choices into JSON values; ordinary Python that is copied into each client."""
