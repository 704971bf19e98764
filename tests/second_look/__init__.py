"""How often the private second look is right: two hundred hand-marked utterances, read by the browser's own rules."""
