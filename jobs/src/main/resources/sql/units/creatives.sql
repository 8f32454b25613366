-- units.creatives: how and how fast a piece of creative work was approved and signed, by the day it was first requested.
--
-- reads:  journeys.creatives, metrics.watermarks
-- owner:  analytics
--
-- Withdrawn work is left out, and rejected work has no time; what is not decided yet waits. A contract signed before
-- the approval, and an approval before the first request, of a log that begins later than the work, are counted and have
-- no time, nor do they wait.
WITH works AS (
  SELECT
    creatives.*,
    watermarks.until
  FROM journeys.creatives AS creatives
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> creatives.brand_id
  WHERE creatives.requested_at IS NOT NULL AND creatives.withdrawn_at IS NULL
)

SELECT
  platform, brand_id, campaign_id, COALESCE(contact_id, creative_id) AS person_id,
  requested_on AS unit_on, requested_site_on AS unit_site_on,
  struct(IF(is_first_pass, 1, 0), 1, first_decided_at IS NOT NULL) AS first_pass_rate,
  struct(rounds, 1, approved_at IS NOT NULL OR rejected_at IS NOT NULL) AS approval_rounds,
  IF(rejected_at IS NULL OR approved_at IS NOT NULL, struct(
    IF(approved_at >= requested_at, unix_millis(approved_at) - unix_millis(requested_at), NULL),
    IF(approved_at IS NULL,
      GREATEST(0L, unix_millis(until['approval_cycle_time_p50']) - unix_millis(requested_at)), NULL),
    approved_at IS NULL
  ), NULL) AS approval_cycle_time_p50,
  IF(approved_at >= requested_at, business_ms, NULL) AS approval_cycle_business,
  IF(approved_at IS NOT NULL AND (contract_sent_at IS NOT NULL OR contract_signed_at IS NOT NULL), struct(
    IF(contract_signed_at >= approved_at, unix_millis(contract_signed_at) - unix_millis(approved_at), NULL),
    IF(contract_signed_at IS NULL,
      GREATEST(0L, unix_millis(until['contract_lead_time']) - unix_millis(approved_at)), NULL),
    contract_signed_at IS NULL
  ), NULL) AS contract_lead_time
FROM works
