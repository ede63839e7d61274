"""Turns a service into the plan of its samples: what to draw at each place, without a word of schemas."""
