-- units.reports: how often contacts reported a thread, beside those whom the brand reached, each by their day.
--
-- reads:  counted_reports, journeys.journeys, reference_brands
-- owner:  analytics
--
-- Whoever reports a thread twice did so once. A report that names no campaign is about the one that reached
-- the contact last before it. Reports about whom and by whom was confirmed as spam count here.
WITH reported AS (
  SELECT
    platform, brand_id, actor_id AS person_id, COALESCE(thread_id, counterpart_id) AS thread_id,
    MIN(struct(
      unix_millis(occurred_at), COALESCE(source_sequence, 9223372036854775807), event_id, occurred_at, campaign_id
    )) AS first
  FROM counted_reports
  WHERE actor_role IN ('contact', 'partner') AND actor_id IS NOT NULL
  GROUP BY platform, brand_id, actor_id, COALESCE(thread_id, counterpart_id)
),

of_campaigns AS (
  SELECT
    reported.platform, reported.brand_id, reported.person_id, reported.first.occurred_at AS reported_at,
    COALESCE(
      reported.first.campaign_id,
      MAX(struct(journeys.reached_at, journeys.campaign_id)).campaign_id
    ) AS campaign_id
  FROM reported
  LEFT JOIN journeys.journeys AS journeys
    ON journeys.brand_id = reported.brand_id
    AND journeys.person_id = reported.person_id
    AND journeys.reached_at <= reported.first.occurred_at
  GROUP BY reported.platform, reported.brand_id, reported.person_id, reported.thread_id, reported.first
)

SELECT
  platform, brand_id, campaign_id, person_id, reached_on AS unit_on, reached_site_on AS unit_site_on,
  struct(0, 1) AS report_rate
FROM journeys.journeys
WHERE reached_at IS NOT NULL
UNION ALL
SELECT
  of_campaigns.platform, of_campaigns.brand_id, of_campaigns.campaign_id, of_campaigns.person_id,
  CAST(from_utc_timestamp(reported_at, COALESCE(own.zone, site.zone)) AS DATE),
  CAST(from_utc_timestamp(reported_at, site.zone) AS DATE),
  struct(1000, 0)
FROM of_campaigns
LEFT JOIN reference_brands AS own ON own.brand_id = of_campaigns.brand_id
INNER JOIN reference_brands AS site ON site.brand_id IS NULL
