-- heard: what contacts write, each with the campaign that it answers.
--
-- grain:  place
-- reads:  story
-- owner:  bench
--
-- What a contact writes without naming a campaign answers the one that wrote last in the thread.
WITH sent AS (
  SELECT rowid AS place, contact, thread, campaign_id
  FROM story
  WHERE type = 'message.sent'
    AND kind <> 'system'
    AND direction = 'outbound'
    AND contact IS NOT NULL
    AND contact IS DISTINCT FROM actor
    AND campaign_id IS NOT NULL
),

written AS (
  SELECT contact, thread, campaign_id, min(place) AS place
  FROM sent
  GROUP BY contact, thread, campaign_id
),

named AS (
  SELECT
    inbound.rowid AS place,
    inbound.at_ms,
    inbound.contact,
    inbound.thread,
    coalesce(inbound.campaign_id, last.campaign_id) AS campaign_id
  FROM story AS inbound
  ASOF LEFT JOIN sent AS last
    ON last.contact = inbound.contact
    AND last.thread = inbound.thread
    AND last.place < inbound.rowid
  WHERE inbound.type = 'message.sent'
    AND inbound.kind <> 'system'
    AND inbound.direction = 'inbound'
    AND inbound.contact IS NOT NULL
    AND NOT inbound.is_automatic
    AND (inbound.is_one_to_one OR inbound.is_addressed)
)

SELECT
  named.place,
  named.at_ms,
  named.contact,
  named.campaign_id,
  coalesce(written.place < named.place, FALSE) AS is_in_thread
FROM named
LEFT JOIN written
  ON written.contact = named.contact
  AND written.campaign_id = named.campaign_id
  AND written.thread IS NOT DISTINCT FROM named.thread
