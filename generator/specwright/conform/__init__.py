"""Turns a service under test into verdicts: what it does that its description does not say."""
