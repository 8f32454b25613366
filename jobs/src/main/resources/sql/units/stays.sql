-- units.stays: how long a contact stayed, by the day it first wrote, reacted, clicked or played.
--
-- reads:  journeys.activity, metrics.burn_ins, metrics.watermarks, reference_brands
-- owner:  analytics
--
-- In days of the brand, up to the last before more than four weeks of silence. Who was silent for less when the log
-- ended was watched until then: it may come back.
WITH days AS (
  SELECT
    brand_id,
    person_id,
    active_on,
    MIN(active_site_on) AS active_site_on,
    MIN(platform) AS platform,
    LEAD(active_on) OVER (PARTITION BY brand_id, person_id ORDER BY active_on) AS next_on
  FROM journeys.activity
  WHERE direction = 'inbound' AND brand_id IS NOT NULL AND person_id IS NOT NULL AND messages + interactions > 0
  GROUP BY brand_id, person_id, active_on
),

contacts AS (
  SELECT
    brand_id,
    person_id,
    MIN(struct(active_on, active_site_on, platform)) AS first,
    MIN(active_on) FILTER (WHERE next_on > date_add(active_on, 28)) AS silent_from_on,
    MAX(active_on) AS last_on
  FROM days
  GROUP BY brand_id, person_id
),

stays AS (
  SELECT
    contacts.*,
    watermarks.until['time_to_churn_survival'] AS until_at,
    to_utc_timestamp(
      CAST(date_add(contacts.last_on, 29) AS TIMESTAMP), COALESCE(own.zone, site.zone)
    ) AS silent_at
  FROM contacts
  LEFT JOIN reference_brands AS own ON own.brand_id = contacts.brand_id
  INNER JOIN reference_brands AS site ON site.brand_id IS NULL
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id = contacts.brand_id
  LEFT JOIN metrics.burn_ins AS burn_ins ON burn_ins.scope = 'brand' AND burn_ins.brand_id = contacts.brand_id
  WHERE contacts.first.active_on >= COALESCE(burn_ins.new_from_on, DATE '0001-01-01')
)

SELECT
  first.platform, brand_id, CAST(NULL AS STRING) AS campaign_id, person_id,
  first.active_on AS unit_on, first.active_site_on AS unit_site_on,
  struct(
    CASE
      WHEN silent_from_on IS NOT NULL THEN datediff(silent_from_on, first.active_on) * 86400000L
      WHEN silent_at <= until_at THEN datediff(last_on, first.active_on) * 86400000L
    END,
    datediff(last_on, first.active_on) * 86400000L,
    COALESCE(silent_at > until_at, TRUE)
  ) AS time_to_churn_survival
FROM stays
