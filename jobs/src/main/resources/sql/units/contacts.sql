-- units.contacts: what became of a contact of a campaign, by the day it was reached.
--
-- reads:  journeys.credits, journeys.journeys, metrics.watermarks, reference_campaigns
-- owner:  analytics
--
-- It counts for a rate once its window has passed on the watermark of its brand. Revenue is credited to the
-- last touch, within the campaign's window, less refunds. Kind, template and kind of conversation are of the message
-- that reached it.
WITH reached AS (
  SELECT
    journeys.*,
    make_dt_interval(0, 0, 0, COALESCE(reference_campaigns.conversion_window_seconds, 604800)) AS window,
    reference_campaigns.scenario,
    watermarks.until
  FROM journeys.journeys AS journeys
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id = journeys.brand_id
  LEFT JOIN reference_campaigns ON reference_campaigns.campaign_id = journeys.campaign_id
  WHERE journeys.reached_at IS NOT NULL
),

revenue AS (
  SELECT
    reached.campaign_id,
    reached.person_id,
    CAST(SUM(credits.last_share * credits.revenue_minor) AS BIGINT) AS revenue
  FROM reached
  INNER JOIN journeys.credits AS credits
    ON credits.brand_id = reached.brand_id
    AND credits.person_id = reached.person_id
    AND credits.campaign_id = reached.campaign_id
  WHERE credits.is_converted
    AND credits.ended_at > reached.reached_at
    AND credits.ended_at <= reached.reached_at + reached.window
  GROUP BY reached.campaign_id, reached.person_id
)

SELECT
  reached.platform, reached.brand_id, reached.campaign_id, reached.person_id,
  reached.reached_on AS unit_on, reached.reached_site_on AS unit_site_on,
  reached.reached_kind AS kind, reached.reached_conversation_kind AS conversation_kind,
  reached.reached_template_id AS template, reached.scenario,
  IF(reached.is_basis_sent, 't0_basis_sent', NULL) AS flag,
  1 AS reached_contacts,
  struct(
    IF(reached.first_reply_at <= reached.reached_at + INTERVAL 72 HOURS, 1, 0), 1,
    reached.reached_at + INTERVAL 72 HOURS <= reached.until['reply_rate']
  ) AS reply_rate,
  -- Watched for a week, so that a cohort comes to its end.
  struct(
    IF(reached.first_reply_at <= reached.reached_at + INTERVAL 7 DAYS,
      unix_millis(reached.first_reply_at) - unix_millis(reached.reached_at), NULL),
    GREATEST(0L, unix_millis(
      LEAST(reached.reached_at + INTERVAL 7 DAYS, COALESCE(reached.until['time_to_reply_survival'], reached.reached_at))
    ) - unix_millis(reached.reached_at)),
    COALESCE(reached.reached_at + INTERVAL 7 DAYS > reached.until['time_to_reply_survival'], TRUE)
  ) AS time_to_reply_survival,
  -- How deep a reply goes is asked of those who replied.
  struct(
    reached.replies_in_week, IF(reached.replies_in_week > 0, 1, 0),
    reached.reached_at + INTERVAL 7 DAYS <= reached.until['reply_depth']
  ) AS reply_depth,
  struct(
    IF(reached.clicked_at <= reached.reached_at + INTERVAL 72 HOURS, 1, 0), 1,
    reached.reached_at + INTERVAL 72 HOURS <= reached.until['unique_ctr']
  ) AS unique_ctr,
  struct(
    IF(reached.left_for IS NULL, 0, 1), 1,
    reached.reached_at + INTERVAL 72 HOURS <= reached.until['off_platform_ctr']
  ) AS off_platform_ctr,
  struct(
    IF(reached.converted_at IS NOT NULL, 1, 0), 1,
    reached.reached_at + reached.window <= reached.until['campaign_conversion_rate']
  ) AS campaign_conversion_rate,
  struct(
    COALESCE(revenue.revenue, 0L), 1,
    reached.reached_at + reached.window <= reached.until['net_revenue_per_reached']
  ) AS net_revenue_per_reached
FROM reached
LEFT JOIN revenue ON revenue.campaign_id = reached.campaign_id AND revenue.person_id = reached.person_id
