package dev.sotto.simulate;

/** A photo or video of a pack. */
record MediaItem(int position, String kind, String origin, boolean isEdited, boolean isCaptioned) {}
