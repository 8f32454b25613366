package dev.sotto.ingest.record;

import org.jspecify.annotations.Nullable;

/** An item of a media pack; position from 1. */
public record MediaItem(
        int position,
        String kind,
        @Nullable String origin,
        @Nullable Boolean edited,
        @Nullable Boolean captioned) {}
