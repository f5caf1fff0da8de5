"""Microsoft Teams: what it takes, and what is sent to it."""
