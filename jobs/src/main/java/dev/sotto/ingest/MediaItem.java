package dev.sotto.ingest;

import org.jspecify.annotations.Nullable;

/** An item of a media pack; position from 1. */
record MediaItem(
        int position,
        String kind,
        @Nullable String origin,
        @Nullable Boolean edited,
        @Nullable Boolean captioned) {}
