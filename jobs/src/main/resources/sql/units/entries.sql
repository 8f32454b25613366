-- units.entries: what became of a contest entry, by the day it was entered.
--
-- reads:  journeys.entries
-- owner:  analytics
--
-- Media without text before it is rejected by the rule of the contest, whatever was decided.
SELECT
  platform, brand_id, campaign_id, contact_id AS person_id,
  entered_on AS unit_on, entered_site_on AS unit_site_on,
  struct(
    IF(decision = 'accepted' AND NOT form <=> 'media_only', 1, 0), 1,
    decided_at IS NOT NULL OR form <=> 'media_only'
  ) AS contest_valid_rate,
  IF(form IS NULL, NULL, struct(IF(form = 'text_first', 1, 0), 1)) AS contest_text_first_share,
  struct(IF(is_by_human, 1, 0), 1) AS contest_moderation_load
FROM journeys.entries
