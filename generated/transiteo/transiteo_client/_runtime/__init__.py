# Copied verbatim from the runtime of Specwright; do not edit.
"""The hand-written half of every client: turns an operation's descriptor and a caller's arguments into an answer."""
