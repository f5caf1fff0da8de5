"""Groundwork in Slack: a real Slack to talk to, people who use it, and what they see."""
