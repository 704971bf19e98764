"""Tests of the trainer's panel."""
