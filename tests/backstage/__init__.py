"""Backstage's own validators, which judge what we write for it."""
