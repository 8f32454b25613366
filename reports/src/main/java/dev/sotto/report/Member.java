package dev.sotto.report;

/** One of several of which a report tells the same: a campaign, a brand or a platform, and what it came to. */
record Member(String id, String name, ResultIndex index) {}
