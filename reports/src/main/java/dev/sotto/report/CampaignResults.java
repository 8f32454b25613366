package dev.sotto.report;

/** What one campaign of the brand came to. */
record CampaignResults(String id, String name, ResultIndex index) {}
