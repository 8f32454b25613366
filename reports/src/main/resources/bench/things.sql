-- things: every duration and what else percentiles are of, as a whole and by each slice that it has.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person, value, wait
-- reads:  durations, timed, watched
-- owner:  bench
--
-- A wait that has not ended has no value, and has lasted for as long as it was watched.
SELECT
  told.metric,
  sliced.slice,
  sliced.slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  week_of(site_on) AS site_week,
  week_of(brand_on) AS brand_week,
  month_of(site_on) AS site_month,
  month_of(brand_on) AS brand_month,
  person,
  value,
  coalesce(value, watched) AS wait,
  is_open
FROM (
  SELECT * FROM durations
  UNION ALL BY NAME
  SELECT * FROM timed
  UNION ALL BY NAME
  SELECT * FROM watched
) AS told
CROSS JOIN LATERAL (
  VALUES (NULL, NULL), ('agent', agent), ('conversation_kind', conversation_kind), ('kind', kind), ('tier', tier)
) AS sliced (slice, slice_value)
WHERE sliced.slice IS NULL OR sliced.slice_value IS NOT NULL
