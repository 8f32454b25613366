-- units.reminders: what followed the reminder before media, by the day it was shown and how often before.
--
-- reads:  journeys.reminders, metrics.watermarks
-- owner:  analytics
--
-- The outcome is what the source says; where it does not, whoever sent nothing within ten minutes gave up.
WITH shown AS (
  SELECT
    reminders.*,
    ROW_NUMBER() OVER (
      PARTITION BY reminders.person_id, reminders.platform
      -- Those of one instant are told apart by all that a number may depend on.
      ORDER BY
        reminders.shown_at, reminders.compose_id, reminders.brand_id, reminders.campaign_id, reminders.outcome,
        reminders.sent_at
    ) AS exposure,
    COALESCE(
      reminders.outcome IN ('cancelled', 'abandoned'),
      reminders.sent_at IS NULL
    ) AS is_given_up,
    reminders.outcome IS NOT NULL
      OR reminders.sent_at IS NOT NULL
      OR reminders.shown_at + INTERVAL 10 MINUTES <= watermarks.until['reminder_cancel_rate'] AS is_known
  FROM journeys.reminders AS reminders
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> reminders.brand_id
)

SELECT
  platform, brand_id, campaign_id, person_id, shown_on AS unit_on, shown_site_on AS unit_site_on,
  IF(exposure < 5, CAST(exposure AS STRING), '5+') AS exposure,
  struct(IF(is_given_up, 1, 0), 1, is_known) AS reminder_cancel_rate,
  IF(outcome IS NULL, NULL, struct(IF(outcome = 'edited', 1, 0), 1)) AS reminder_edit_rate
FROM shown
