"""Power-struggle practice for Open edX: graded de-escalation scenarios as course components."""

__version__ = "0.1.0"
