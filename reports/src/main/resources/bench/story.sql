-- story: what happened, in total order, so that a row's number tells before from after.
--
-- grain:  rowid
-- reads:  counted, opened, campaigns
-- owner:  bench
--
-- Sorted once by time, the source's sequence, type and id; from here on ids of persons, threads and
-- messages are 64-bit hashes, and the cells of a day are counted with numbers only.
SELECT
  ms_of(occurred_at) AS at_ms,
  CAST(event_type AS event_kind) AS type,
  source,
  platform,
  brand_id,
  campaign_id,
  IF(thread_id IS NULL, NULL, hash(thread_id)) AS thread,
  coalesce(conversation_kind, 'one_to_one') = 'one_to_one' AS is_one_to_one,
  direction,
  IF(contact_id IS NULL, NULL, hash(contact_id)) AS contact,
  IF(actor_id IS NULL, NULL, hash(actor_id)) AS actor,
  IF(counterpart_id IS NULL, NULL, hash(counterpart_id)) AS counterpart,
  IF(contact_id IS NULL AND actor_id IS NULL, NULL, hash(coalesce(contact_id, actor_id))) AS person,
  IF(actor_id IS NULL, NULL, hash(least(actor_id, counterpart_id))) AS lesser,
  actor_role,
  actor_age_band,
  IF(message_id IS NULL, NULL, hash(message_id)) AS message,
  ms_of(watermark_at) AS watermark,
  kind,
  reason,
  side,
  position,
  items,
  coalesce(is_automatic, FALSE) AS is_automatic,
  coalesce(is_addressed, FALSE) AS is_addressed,
  coalesce(removed, FALSE) AS is_removed,
  IF(ticket_id IS NOT NULL AND event_type LIKE 'ticket.%', hash(ticket_id), NULL) AS ticket,
  IF(compose_id IS NULL, NULL, hash(compose_id)) AS compose,
  CASE event_type
    WHEN 'ticket.opened' THEN tier
    WHEN 'message.sent' THEN template_id
    WHEN 'share.sent' THEN channel
    WHEN 'live.wish' THEN state
    WHEN 'feature.enabled' THEN feature
  END AS word,
  score,
  -- A link to the platform itself leads nowhere else, whatever the source says of it.
  CASE event_type
    WHEN 'app.left' THEN coalesce(target_platform <> 'none', FALSE)
    WHEN 'link.clicked' THEN platform_of(host) IS DISTINCT FROM platform
      AND coalesce(target_platform, platform_of(host)) IS DISTINCT FROM platform
      AND coalesce(off_platform, host IS NOT NULL)
    ELSE FALSE
  END AS is_way_out,
  counterpart_role,
  counterpart_age_band,
  compose_id,
  coalesce(outcome, result) AS followed_by,
  kind = 'voice_note' AND coalesce(purpose = 'tutorial', FALSE) AS is_tutorial,
  coalesce(personalised, FALSE) AS is_personalised,
  IF(order_id IS NULL, NULL, hash(order_id)) AS order_key,
  amount_minor,
  currency,
  experiment_id,
  variant,
  lower(host) AS host,
  off_platform,
  target_platform
FROM counted
WHERE (event_type IN (
    'message.sent', 'message.delivered', 'message.read', 'message.played', 'message.reacted', 'message.blocked',
    'filter.scanned', 'filter.hit', 'access.denied', 'link.clicked', 'order.purchased', 'ticket.opened',
    'ticket.assigned', 'ticket.handed_off', 'ticket.resolved', 'ticket.reopened', 'ticket.rating_asked',
    'ticket.rated', 'compose.started', 'app.left', 'share.sent', 'live.wish', 'feature.enabled', 'call.started',
    'person.reported', 'person.blocked', 'order.refunded', 'reminder.shown', 'contact.origin_checked',
    'contest.entered', 'promo.issued', 'contract.sent', 'experiment.exposed', 'holdout.assigned', 'session.started'
  )
  OR event_type IN (SELECT conversion_event FROM campaigns))
  AND (event_type <> 'link.clicked' OR hash(source, event_id) IN (SELECT click FROM opened))
ORDER BY
  ms_of(occurred_at),
  source_sequence NULLS LAST,
  CAST(event_type AS event_kind),
  event_id
