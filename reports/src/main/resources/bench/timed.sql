-- timed: how long approval, contract and onboarding took, by day of their beginning, person and place.
--
-- grain:  metric, platform, brand_id, campaign_id, site_on, brand_on, person, value, watched
-- reads:  creatives, ambassadors, calendars, opening_hours, holidays, brands, watermarks
-- owner:  bench
--
-- What ended is a time, what may still end is open; the rest is counted and neither. What ends before it begins has
-- no time, and did not wait; what has not ended was watched up to the end of the log.
WITH approved AS (
  SELECT *, rowid AS piece, IF(approved_at >= requested_at, approved_at - requested_at, NULL) AS took
  FROM creatives
),

days AS (
  SELECT
    approved.piece,
    approved.requested_at,
    approved.approved_at,
    approved.brand_id,
    brands.zone,
    CAST(unnest(generate_series(
      CAST(local_day(brands.zone, approved.requested_at) AS TIMESTAMP),
      CAST(local_day(brands.zone, approved.approved_at) AS TIMESTAMP),
      INTERVAL 1 DAY
    )) AS DATE) AS day
  FROM approved
  JOIN brands ON brands.brand_id = approved.brand_id
  WHERE approved.took IS NOT NULL
),

open_hours AS (
  SELECT
    days.piece,
    sum(greatest(0,
      least(days.approved_at, epoch_ms(timezone(days.zone, days.day + to_minutes(opening_hours.closes_min))))
      - greatest(days.requested_at, epoch_ms(timezone(days.zone, days.day + to_minutes(opening_hours.opens_min))))
    )) AS open_ms
  FROM days
  JOIN opening_hours ON opening_hours.brand_id = days.brand_id AND opening_hours.weekday = isodow(days.day)
  ANTI JOIN holidays ON holidays.brand_id = days.brand_id AND holidays.day = days.day
  GROUP BY days.piece
),

times AS (
  SELECT
    approved.*,
    greatest(0, coalesce(deciding.until - approved.requested_at, 0)) AS undecided_ms,
    greatest(0, coalesce(signing.until - approved.approved_at, 0)) AS unsigned_ms,
    IF(approved.took IS NOT NULL AND calendars.brand_id IS NOT NULL, coalesce(open_hours.open_ms, 0), NULL) AS open_ms
  FROM approved
  LEFT JOIN open_hours ON open_hours.piece = approved.piece
  LEFT JOIN calendars ON calendars.brand_id = approved.brand_id
  LEFT JOIN watermarks AS deciding
    ON deciding.metric = 'approval_cycle_time_p50'
    AND deciding.scope = IF(approved.brand_id IS NULL, 'all', 'brand')
    AND deciding.brand_id IS NOT DISTINCT FROM approved.brand_id
  LEFT JOIN watermarks AS signing
    ON signing.metric = 'contract_lead_time'
    AND signing.scope = IF(approved.brand_id IS NULL, 'all', 'brand')
    AND signing.brand_id IS NOT DISTINCT FROM approved.brand_id
)

SELECT
  'approval' AS metric,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  person,
  took AS value,
  IF(approved_at IS NULL, undecided_ms, NULL) AS watched,
  approved_at IS NULL AS is_open
FROM times
WHERE approved_at IS NOT NULL OR rejected_at IS NULL
UNION ALL
SELECT 'business_approval', platform, brand_id, campaign_id, site_on, brand_on, person, CAST(open_ms AS BIGINT), NULL,
  FALSE
FROM times
WHERE open_ms IS NOT NULL
UNION ALL
SELECT
  'contract', platform, brand_id, campaign_id, site_on, brand_on, person,
  IF(signed_at >= approved_at, signed_at - approved_at, NULL), IF(signed_at IS NULL, unsigned_ms, NULL), signed_at IS NULL
FROM times
WHERE approved_at IS NOT NULL AND (is_contract_sent OR signed_at IS NOT NULL)
UNION ALL
SELECT
  'onboarding', ambassadors.platform, ambassadors.brand_id, ambassadors.campaign_id, ambassadors.site_on,
  ambassadors.brand_on, ambassadors.person,
  ambassadors.finished_at - ambassadors.invited_at,
  IF(ambassadors.finished_at IS NULL, greatest(0, coalesce(watermarks.until - ambassadors.invited_at, 0)), NULL),
  ambassadors.finished_at IS NULL AND coalesce(ambassadors.invited_at + 1209600000 > watermarks.until, TRUE)
FROM ambassadors
LEFT JOIN watermarks
  ON watermarks.metric = 'onboarding_time_p50'
  AND watermarks.scope = IF(ambassadors.brand_id IS NULL, 'all', 'brand')
  AND watermarks.brand_id IS NOT DISTINCT FROM ambassadors.brand_id
