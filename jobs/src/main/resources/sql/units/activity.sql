-- units.activity: what a contact sent and did on a day.
--
-- reads:  journeys.activity
-- owner:  analytics
SELECT
  platform, brand_id, campaign_id, person_id,
  active_on AS unit_on, active_site_on AS unit_site_on, TRUE AS is_sliced_by_day,
  kind, sender_role, conversation_kind,
  messages AS messages_sent,
  messages AS format_share,
  IF(direction = 'inbound' AND messages + interactions > 0, 1, 0) AS active_contacts,
  IF(direction = 'inbound', struct(1, 7), NULL) AS dau_wau,
  IF(direction = 'inbound', struct(IF(messages > 0 AND kind IN ('voice_note', 'media_pack'), 1, 0), 1), NULL)
    AS rich_active_days,
  -- Who came is content, unless units.acts has a complaint of theirs.
  IF(direction = 'inbound', struct(1, 1), NULL) AS trust_index
FROM journeys.activity
