"""The demonstration company: a believable house, the same on every run of a day."""
