-- units.pairs: how a first contact went, by the day of its first attempt.
--
-- reads:  journeys.pairs, metrics.watermarks
-- owner:  analytics
--
-- Pairs that may have begun before the log did are left out. Of which side an opener came is told beside the
-- whole, for the same pairs.
WITH pairs AS (
  SELECT
    pairs.platform, pairs.brand_id, pairs.campaign_id, COALESCE(pairs.contact_id, pairs.person_a) AS person_id,
    pairs.first_attempt_on AS unit_on, pairs.first_attempt_site_on AS unit_site_on,
    pairs.sender_role, pairs.sender_id,
    IF(pairs.blocked_at IS NULL, 0, 1) AS blocked,
    IF(pairs.recovered_at IS NULL, 0, 1) AS recovered,
    IF(pairs.any_recovered_at IS NULL, 0, 1) AS any_recovered,
    IF(pairs.opener_at IS NULL, 0, 1) AS opened,
    IF(pairs.any_opener_at IS NULL, 0, 1) AS any_opened,
    IF(pairs.attempt_kind <=> 'media_pack', 1, 0) AS media_first,
    pairs.blocked_at + INTERVAL 24 HOURS <= watermarks.until['block_recovery_opener_rate'] AS is_day_over,
    pairs.blocked_at + INTERVAL 72 HOURS <= watermarks.until['block_recovery_rate'] AS is_mature
  FROM journeys.pairs AS pairs
  LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> pairs.brand_id
  WHERE NOT pairs.is_left_truncated
)

SELECT
  platform, brand_id, campaign_id, person_id, unit_on, unit_site_on, TRUE AS is_sliced_by_day, TRUE AS is_of_whole,
  sender_role, sender_id AS agent, 'sender' AS opener_side,
  struct(blocked, 1) AS first_contact_block_rate,
  struct(recovered, blocked, is_mature) AS block_recovery_rate,
  struct(opened, blocked, is_day_over) AS block_recovery_opener_rate,
  IF(sender_role IN ('brand', 'agent', 'creator', 'ambassador'), struct(media_first, 1), NULL) AS media_first_attempt_share
FROM pairs
UNION ALL
SELECT
  platform, brand_id, campaign_id, person_id, unit_on, unit_site_on, TRUE, FALSE,
  NULL, NULL, 'any_side',
  NULL,
  struct(any_recovered, blocked, is_mature),
  struct(any_opened, blocked, is_day_over),
  NULL
FROM pairs
WHERE blocked = 1
