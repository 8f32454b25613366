-- coverage: what each source has sent for whom.
--
-- grain:  source, platform, brand_id, event_type
-- reads:  counted
-- owner:  bench
SELECT
  source,
  platform,
  brand_id,
  event_type,
  min(occurred_at) AS first_at,
  max(occurred_at) AS last_at,
  bool_or(direction IS NOT NULL) AS has_roles,
  bool_or(outcome IS NOT NULL) AS has_outcomes
FROM counted
GROUP BY ALL
