package dev.sotto.simulate;

/** A message that was accepted. */
record Message(String id, long at, Piece piece) {}
