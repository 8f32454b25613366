-- metrics.engagement: messages_sent, active_contacts and format_share, as sums by cell.
--
-- grain:  metric, scope, platform, brand_id, campaign_id, period, period_start_on, slice, slice_value
-- reads:  journeys.activity
-- owner:  analytics
--
-- Sums over persons first: a person counts once in a cell, and the spread between persons is the
-- uncertainty of a share of messages.
-- Rows of one person are brought together first, so that no sum by person moves them again.
WITH by_place AS (
  SELECT /*+ REPARTITION(person_id) */ *
  FROM journeys.activity
),

placed AS (
  SELECT
    cell(scope, period, platform, brand_id, campaign_id, active_on, active_site_on) AS cell,
    person_id,
    kind,
    sender_role,
    messages,
    direction = 'inbound' AND messages + interactions > 0 AS is_active
  FROM by_place
  CROSS JOIN spans
),

by_person AS (
  SELECT
    placed.cell,
    sliced.slice,
    sliced.slice_value,
    placed.person_id,
    SUM(placed.messages) AS messages,
    MAX(placed.is_active) AS is_active
  FROM placed
  LATERAL VIEW inline(array(
    named_struct('slice', CAST(NULL AS STRING), 'slice_value', CAST(NULL AS STRING)),
    named_struct('slice', 'kind', 'slice_value', placed.kind),
    named_struct('slice', 'sender_role', 'slice_value', placed.sender_role)
  )) sliced AS slice, slice_value
  WHERE placed.cell IS NOT NULL AND (sliced.slice IS NULL OR sliced.slice_value IS NOT NULL)
  GROUP BY placed.cell, sliced.slice, sliced.slice_value, placed.person_id
),

with_whole AS (
  SELECT
    *,
    SUM(IF(slice IS NULL, messages, 0)) OVER (PARTITION BY cell, person_id) AS messages_of_person
  FROM by_person
),

sums AS (
  SELECT
    cell,
    slice,
    slice_value,
    SUM(messages) AS messages,
    COUNT_IF(messages > 0 AND person_id IS NOT NULL) AS persons,
    COUNT_IF(is_active AND slice IS NULL AND person_id IS NOT NULL) AS active,
    SUM(messages * messages) AS rr,
    SUM(messages * messages_of_person) AS rn
  FROM with_whole
  GROUP BY cell, slice, slice_value
),

of_whole AS (
  SELECT
    *,
    MAX(IF(slice IS NULL, messages, NULL)) OVER (PARTITION BY cell) AS whole_messages,
    MAX(IF(slice IS NULL, persons, NULL)) OVER (PARTITION BY cell) AS whole_persons,
    MAX(IF(slice IS NULL, rr, NULL)) OVER (PARTITION BY cell) AS nn
  FROM sums
)

SELECT
  given.metric,
  of_whole.cell.*,
  of_whole.slice,
  of_whole.slice_value,
  CAST(given.numerator AS DOUBLE) AS numerator,
  IF(given.is_share, CAST(of_whole.whole_messages AS DOUBLE), NULL) AS denominator,
  given.persons,
  0L AS pending,
  IF(given.is_share, CAST(of_whole.rr AS DOUBLE), NULL) AS rr,
  IF(given.is_share, CAST(of_whole.rn AS DOUBLE), NULL) AS rn,
  IF(given.is_share, CAST(of_whole.nn AS DOUBLE), NULL) AS nn,
  CAST(NULL AS STRING) AS flags
FROM of_whole
LATERAL VIEW inline(array(
  named_struct(
    'metric', 'messages_sent', 'is_given', of_whole.messages > 0, 'is_share', FALSE,
    'numerator', of_whole.messages, 'persons', of_whole.persons
  ),
  named_struct(
    'metric', 'active_contacts', 'is_given', of_whole.active > 0, 'is_share', FALSE,
    'numerator', of_whole.active, 'persons', of_whole.active
  ),
  named_struct(
    'metric', 'format_share', 'is_given', of_whole.slice <=> 'kind' AND of_whole.messages > 0, 'is_share', TRUE,
    'numerator', of_whole.messages, 'persons', of_whole.whole_persons
  )
)) given AS metric, is_given, is_share, numerator, persons
WHERE given.is_given
