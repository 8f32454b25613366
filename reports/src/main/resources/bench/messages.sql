-- messages: messages_sent by kind, role and kind of conversation, active_contacts by the last, and inbound_messages by
-- hour and weekday, by day, person and place.
--
-- grain:  metric, slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person
-- reads:  story, brands
-- owner:  bench
WITH acts AS (
  SELECT
    story.platform,
    story.brand_id,
    story.campaign_id,
    story.at_ms // 900000 AS quarter,
    story.person,
    IF(story.type = 'message.sent', story.kind, NULL) AS kind,
    story.actor_role AS role,
    IF(story.is_one_to_one, 'one_to_one', 'group') AS conversation_kind,
    count(*) FILTER (WHERE story.type = 'message.sent') AS messages,
    bool_or(story.type <> 'message.sent' OR story.direction IS NOT DISTINCT FROM 'inbound') AS is_active
  FROM story
  WHERE (story.type = 'message.sent' AND story.kind <> 'system')
    OR (story.type = 'message.reacted' AND NOT story.is_removed AND story.actor_role IN ('contact', 'partner'))
    OR (story.type IN ('link.clicked', 'message.played') AND story.actor_role IN ('contact', 'partner'))
  GROUP BY ALL
),

-- No zone changes its clock within a quarter of an hour.
days AS (
  SELECT
    acts.platform,
    acts.brand_id,
    acts.campaign_id,
    local_day(getvariable('site_zone'), acts.quarter * 900000) AS site_on,
    local_day(coalesce(brands.zone, getvariable('site_zone')), acts.quarter * 900000) AS brand_on,
    acts.person,
    acts.kind,
    acts.role,
    acts.conversation_kind,
    sum(acts.messages) AS messages,
    bool_or(acts.is_active) AS is_active
  FROM acts
  LEFT JOIN brands ON brands.brand_id = acts.brand_id
  GROUP BY ALL
),

seen AS (
  SELECT
    CASE WHEN grouping(kind) = 0 THEN 'kind' WHEN grouping(role) = 0 THEN 'sender_role'
      WHEN grouping(conversation_kind) = 0 THEN 'conversation_kind' END AS slice,
    coalesce(kind, role, conversation_kind) AS slice_value,
    platform,
    brand_id,
    campaign_id,
    site_on,
    brand_on,
    person,
    CAST(sum(messages) AS BIGINT) AS messages,
    bool_or(is_active) AS is_active
  FROM days
  GROUP BY platform, brand_id, campaign_id, site_on, brand_on, person,
    GROUPING SETS ((), (kind), (role), (conversation_kind))
),

-- From Monday, 1, on.
arrived AS (
  SELECT platform, brand_id, campaign_id, site_on, brand_on, person, hour, CAST(count(*) AS BIGINT) AS messages
  FROM (
    SELECT
      story.*,
      local_day(getvariable('site_zone'), story.at_ms) AS site_on,
      CAST(local_at AS DATE) AS brand_on,
      strftime(local_at, '%H') || ',' || isodow(local_at) AS hour
    FROM (
      SELECT story.*, timezone(coalesce(brands.zone, getvariable('site_zone')), make_timestamptz(at_ms * 1000)) AS local_at
      FROM story
      LEFT JOIN brands ON brands.brand_id = story.brand_id
      WHERE story.type = 'message.sent' AND story.kind <> 'system' AND story.direction = 'inbound'
    ) AS story
  )
  GROUP BY platform, brand_id, campaign_id, site_on, brand_on, person, GROUPING SETS ((), (hour))
)

SELECT
  'messages_sent' AS metric,
  slice,
  slice_value,
  platform,
  brand_id,
  campaign_id,
  site_on,
  brand_on,
  person,
  messages AS r,
  messages AS n,
  0 AS pending
FROM seen
WHERE messages > 0 AND (slice IS NULL) = (slice_value IS NULL)
UNION ALL
SELECT 'active_contacts', slice, slice_value, platform, brand_id, campaign_id, site_on, brand_on, person, 1, 1, 0
FROM seen
WHERE is_active AND person IS NOT NULL AND coalesce(slice, 'conversation_kind') = 'conversation_kind'
UNION ALL
SELECT
  'inbound_messages', IF(hour IS NULL, NULL, 'hour,weekday'), hour, platform, brand_id, campaign_id, site_on, brand_on, person,
  messages, messages, 0
FROM arrived
