"""What authors need: trees of the notations and back, checking, messages, templates, and the author's card.

The handlers that use it are in `platform/`; no learner's request reaches it.
"""
