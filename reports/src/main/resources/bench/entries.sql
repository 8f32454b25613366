-- entries: each contest entry, with what was decided of it.
--
-- grain:  platform, entry
-- reads:  affairs
-- owner:  bench
--
-- Where an entry has no id, the last one of its person is meant. The last decision stands.
WITH acts AS (
  SELECT
    rowid AS place,
    *,
    IF(entry_id IS NULL, coalesce(contact_id, thread_id), NULL) AS whose,
    IF(entry_id IS NULL, count(*) FILTER (WHERE type = 'contest.entered' AND entry_id IS NULL) OVER (
      PARTITION BY platform, IF(entry_id IS NULL, coalesce(contact_id, thread_id), NULL)
      ORDER BY rowid
      ROWS UNBOUNDED PRECEDING
    ), NULL) AS number
  FROM affairs
  WHERE type IN ('contest.entered', 'contest.decided')
),

entered AS (
  SELECT
    min(place) FILTER (WHERE type = 'contest.entered') AS entered_place,
    arg_max(decision, place) FILTER (WHERE type = 'contest.decided') AS decision,
    coalesce(bool_or(decided_by = 'human'), FALSE) AS is_by_human
  FROM acts
  GROUP BY platform, entry_id, whose, number
)

SELECT
  entry.platform,
  entry.brand_id,
  entry.campaign_id,
  hash(coalesce(entry.contact_id, entry.actor_id)) AS person,
  entry.site_on,
  entry.brand_on,
  CASE
    WHEN entry.preceded_by_text THEN 'text_first'
    WHEN entry.with_media AND NOT entry.preceded_by_text THEN 'media_only'
    WHEN NOT entry.with_media THEN 'text_only'
  END AS form,
  entered.decision,
  entered.is_by_human
FROM entered
JOIN affairs AS entry ON entry.rowid = entered.entered_place
