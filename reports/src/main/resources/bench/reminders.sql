-- reminders: reminder_cancel_rate and reminder_edit_rate, by day shown, person, place and how often before.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, watermarks, brands
-- owner:  bench
--
-- Of a composing the last reminder counts. Where the source does not say what followed, whoever sent nothing within
-- ten minutes gave up. A message is of the same composing, or, where one of the two names none, of the same person and
-- thread.
WITH shown AS (
  SELECT max(rowid) AS place
  FROM story
  WHERE type = 'reminder.shown' AND actor IS NOT NULL
  GROUP BY compose_id, IF(compose_id IS NULL, rowid, NULL)
),

reminders AS (
  SELECT
    story.rowid AS place,
    story.*
  FROM shown
  JOIN story ON story.rowid = shown.place
),

sent AS (
  SELECT rowid AS place, at_ms, actor, thread, compose_id
  FROM story
  WHERE type = 'message.sent' AND kind <> 'system'
),

followed AS (
  SELECT reminders.place, sent.at_ms
  FROM reminders
  JOIN sent ON sent.compose_id = reminders.compose_id
  WHERE sent.place > reminders.place AND sent.at_ms <= reminders.at_ms + 600000
  UNION ALL
  SELECT reminders.place, sent.at_ms
  FROM reminders
  JOIN sent ON sent.actor = reminders.actor AND sent.thread IS NOT DISTINCT FROM reminders.thread
  WHERE (sent.compose_id IS NULL OR reminders.compose_id IS NULL)
    AND sent.place > reminders.place
    AND sent.at_ms <= reminders.at_ms + 600000
),

-- Those of one instant are told apart by all that a number may depend on.
numbered AS (
  SELECT
    reminders.*,
    followed.at_ms AS sent_at,
    row_number() OVER (PARTITION BY reminders.actor, reminders.platform ORDER BY
      reminders.at_ms, reminders.compose_id NULLS FIRST, reminders.brand_id NULLS FIRST, reminders.campaign_id NULLS FIRST,
      reminders.followed_by NULLS FIRST, followed.at_ms NULLS FIRST
    ) AS exposure
  FROM reminders
  LEFT JOIN (SELECT place, min(at_ms) AS at_ms FROM followed GROUP BY place) AS followed
    ON followed.place = reminders.place
),

judged AS (
  SELECT
    reminders.*,
    IF(reminders.exposure < 5, CAST(reminders.exposure AS VARCHAR), '5+') AS exposed,
    local_day(getvariable('site_zone'), reminders.at_ms) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), reminders.at_ms) AS brand_on,
    coalesce(reminders.followed_by IN ('cancelled', 'abandoned'), reminders.sent_at IS NULL) AS is_given_up,
    reminders.followed_by IS NOT NULL
      OR reminders.sent_at IS NOT NULL
      OR coalesce(reminders.at_ms + 600000 <= watermarks.until, FALSE) AS is_known
  FROM numbered AS reminders
  LEFT JOIN brands ON brands.brand_id = reminders.brand_id
  LEFT JOIN watermarks
    ON watermarks.metric = 'reminder_cancel_rate'
    AND watermarks.scope = IF(reminders.brand_id IS NULL, 'all', 'brand')
    AND watermarks.brand_id IS NOT DISTINCT FROM reminders.brand_id
)

SELECT
  given.metric,
  sliced.slice,
  sliced.slice_value,
  judged.platform,
  judged.brand_id,
  judged.campaign_id,
  judged.site_on,
  judged.brand_on,
  judged.actor AS person,
  given.r,
  given.n,
  given.pending
FROM judged
CROSS JOIN LATERAL (
  VALUES
    ('reminder_cancel_rate', CAST(judged.is_known AND judged.is_given_up AS INTEGER), CAST(judged.is_known AS INTEGER),
      CAST(NOT judged.is_known AS INTEGER)),
    ('reminder_edit_rate', CAST(judged.followed_by = 'edited' AS INTEGER), CAST(judged.followed_by IS NOT NULL AS INTEGER), 0)
) AS given (metric, r, n, pending)
CROSS JOIN LATERAL (VALUES (NULL, NULL), ('exposure', judged.exposed)) AS sliced (slice, slice_value)
WHERE given.n + given.pending > 0
