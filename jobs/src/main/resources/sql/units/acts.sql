-- units.acts: what people shared, wished for and complained of, by day.
--
-- reads:  journeys.acts
-- owner:  analytics
SELECT
  platform, brand_id, campaign_id, person_id,
  acted_on AS unit_on, acted_site_on AS unit_site_on,
  IF(act = 'share.sent', struct(IF(word = 'dm', acts, 0L), acts), NULL) AS dm_share_of_shares,
  IF(act = 'live.wish', struct(IF(word = 'fulfilled', acts, 0L), IF(word = 'made', acts, 0L)), NULL) AS live_wish_fulfilment,
  IF(act IN ('person.reported', 'person.blocked') AND is_by_contact, struct(0, 1), NULL) AS trust_index
FROM journeys.acts
WHERE act IN ('share.sent', 'live.wish', 'person.reported', 'person.blocked')
