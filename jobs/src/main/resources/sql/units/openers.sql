-- units.openers: what kind of message a pair began with, and whether a brand kept to text, by the day of it.
--
-- reads:  journeys.pairs
-- owner:  analytics
SELECT
  platform, brand_id, campaign_id, COALESCE(contact_id, person_a) AS person_id,
  first_message_on AS unit_on, first_message_site_on AS unit_site_on, TRUE AS is_sliced_by_day,
  first_kind AS kind, IF(initiated_by = 'brand', initiator, NULL) AS agent,
  1 AS share_of_first_openers,
  IF(initiated_by = 'brand', struct(IF(first_kind IN ('text', 'platform_share'), 1, 0), 1), NULL) AS text_first_compliance
FROM journeys.pairs
WHERE first_message_at IS NOT NULL AND NOT is_left_truncated
