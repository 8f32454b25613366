-- durations: everything of which a percentile is told, with what has not ended yet.
--
-- grain:  one thing that lasts or is counted
-- reads:  conversations, replies, tickets, media, story, watermarks, brands
-- owner:  bench
--
-- A value, or none and how long it was watched in vain; open while it still may end.
WITH until AS (
  SELECT metric, brand_id, until
  FROM watermarks
  WHERE scope = IF(brand_id IS NULL, 'all', 'brand')
),

talks AS (
  SELECT
    conversations.*,
    conversations.answered_at - conversations.started_at AS response,
    least(conversations.closed_at, coalesce(response.until, conversations.started_at)) - conversations.started_at AS watched,
    coalesce(conversations.closed_at > response.until, TRUE) AS is_open,
    coalesce(conversations.closed_at <= length.until, FALSE) AS is_over
  FROM conversations
  LEFT JOIN until AS response
    ON response.metric = 'first_response_time_p50' AND response.brand_id IS NOT DISTINCT FROM conversations.brand_id
  LEFT JOIN until AS length
    ON length.metric = 'messages_per_conversation_p50'
    AND length.brand_id IS NOT DISTINCT FROM conversations.brand_id
),

answered AS (
  SELECT
    talks.thread, talks.is_one_to_one, talks.number, talks.started_at, talks.answered_at, talks.brand_id,
    coalesce(brands.zone, getvariable('site_zone')) AS zone,
    unnest(generate_series(
      CAST(talks.brand_on AS TIMESTAMP),
      CAST(local_day(coalesce(brands.zone, getvariable('site_zone')), talks.answered_at) AS TIMESTAMP),
      INTERVAL 1 DAY
    )) AS day
  FROM talks
  JOIN calendars ON calendars.brand_id = talks.brand_id
  LEFT JOIN brands ON brands.brand_id = talks.brand_id
  WHERE talks.answered_at IS NOT NULL
),

-- What lies of the wait within the hours of each day that is no holiday.
business AS (
  SELECT
    answered.thread,
    answered.is_one_to_one,
    answered.number,
    coalesce(CAST(sum(greatest(
      0,
      least(answered.answered_at, ms_of(timezone(zone, answered.day + to_minutes(opening_hours.closes_min))))
        - greatest(answered.started_at, ms_of(timezone(zone, answered.day + to_minutes(opening_hours.opens_min))))
    )) FILTER (WHERE opening_hours.weekday IS NOT NULL AND holidays.day IS NULL) AS BIGINT), 0) AS response
  FROM answered
  LEFT JOIN opening_hours
    ON opening_hours.brand_id = answered.brand_id AND opening_hours.weekday = isodow(answered.day)
  LEFT JOIN holidays ON holidays.brand_id = answered.brand_id AND holidays.day = CAST(answered.day AS DATE)
  GROUP BY answered.thread, answered.is_one_to_one, answered.number
),

-- A message ends a turn of its composing, so a turn holds the first start since the message before.
composing AS (
  SELECT
    rowid AS place,
    at_ms,
    type,
    contact,
    compose,
    count(*) FILTER (WHERE type = 'message.sent') OVER (
      PARTITION BY contact, compose
      ORDER BY rowid
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS turn
  FROM story
  WHERE compose IS NOT NULL AND (type = 'compose.started' OR (type = 'message.sent' AND kind <> 'system'))
),

composed AS (
  SELECT
    max(place) FILTER (WHERE type = 'message.sent') AS place,
    min(at_ms) FILTER (WHERE type = 'compose.started') AS started_at
  FROM composing
  GROUP BY contact, compose, turn
)

SELECT
  unit.metric, platform, brand_id, campaign_id, site_on, brand_on, person,
  conversation_kind, agent, IF(unit.metric = 'messages', NULL, answer_kind) AS kind, tier,
  unit.value, unit.watched, unit.is_open
FROM talks
CROSS JOIN LATERAL (
  VALUES
    ('first_response', response, IF(response IS NULL, greatest(0, watched), NULL), response IS NULL AND is_open),
    ('messages', IF(is_over, messages, NULL), NULL, NOT is_over)
) AS unit (metric, value, watched, is_open)
WHERE is_by_contact OR unit.metric = 'messages'
UNION ALL
SELECT
  'business_response', talks.platform, talks.brand_id, talks.campaign_id, talks.site_on, talks.brand_on, talks.person,
  talks.conversation_kind, talks.agent, talks.answer_kind, talks.tier, business.response, NULL, FALSE
FROM business
JOIN talks
  ON talks.thread = business.thread
  AND talks.is_one_to_one = business.is_one_to_one
  AND talks.number = business.number
UNION ALL
SELECT
  'reply', platform, brand_id, campaign_id, site_on, brand_on, person, conversation_kind, agent, answer_kind,
  tier, reply_ms,
  NULL, FALSE
FROM replies
UNION ALL
SELECT
  unit.metric, platform, tickets.brand_id, campaign_id, local_day(getvariable('site_zone'), started_at),
  local_day(zone, started_at), person, NULL, agent, NULL, tier, resolved_at - unit.since_at,
  IF(resolved_at IS NULL, greatest(0, coalesce(until.until - unit.since_at, 0)), NULL), resolved_at IS NULL
FROM tickets
CROSS JOIN LATERAL (
  VALUES
    ('resolution', 'resolution_time', started_at),
    ('human_resolution', 'resolution_time_human', handed_off_at)
) AS unit (metric, of, since_at)
LEFT JOIN until ON until.metric = unit.of AND until.brand_id IS NOT DISTINCT FROM tickets.brand_id
WHERE unit.since_at IS NOT NULL
UNION ALL
SELECT
  'voice', platform, brand_id, campaign_id, site_on, brand_on, person, conversation_kind, NULL, NULL, NULL, voice_ms, NULL,
  FALSE
FROM media
WHERE voice_ms IS NOT NULL
UNION ALL
SELECT
  'compose', story.platform, story.brand_id, story.campaign_id, local_day(getvariable('site_zone'), story.at_ms),
  local_day(coalesce(brands.zone, getvariable('site_zone')), story.at_ms), story.person,
  IF(story.is_one_to_one, 'one_to_one', 'group'), NULL, story.kind, NULL, story.at_ms - composed.started_at, NULL, FALSE
FROM composed
JOIN story ON story.rowid = composed.place
LEFT JOIN brands ON brands.brand_id = story.brand_id
WHERE composed.started_at IS NOT NULL
