package dev.sotto.domain;

import java.time.ZoneId;
import java.util.Locale;

/** A brand: whose campaigns are measured, and the zone in which its days begin. */
public record Brand(String id, String name, ZoneId zone, Locale locale, String currency) {}
