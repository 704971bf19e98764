"""Tests of the engine alone: no XBlock, no Django."""
