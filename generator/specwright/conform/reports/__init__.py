"""Turns the outcome of a campaign into one document for programs, and from it pages for people and machines."""
