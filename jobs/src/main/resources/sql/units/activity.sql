-- units.activity: what a contact sent and did on a day.
--
-- reads:  journeys.activity
-- owner:  analytics
SELECT
  platform, brand_id, campaign_id, person_id,
  active_on AS unit_on, active_site_on AS unit_site_on, TRUE AS is_sliced_by_day,
  kind, sender_role,
  messages AS messages_sent,
  messages AS format_share,
  IF(direction = 'inbound' AND messages + interactions > 0, 1, 0) AS active_contacts
FROM journeys.activity
