-- creatives: each piece of creative work, with its rounds, its decisions and its contract.
--
-- grain:  brand_id, creative_id
-- reads:  affairs
-- owner:  bench
--
-- A contract that names no piece is of that of the contract's former events, else of the last piece of its thread.
WITH told AS (
  SELECT
    rowid AS place,
    *,
    IF(thread_id IS NULL, NULL, last_value(creative_id IGNORE NULLS) OVER (
      PARTITION BY brand_id, thread_id
      ORDER BY rowid
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )) AS of_thread
  FROM affairs
  WHERE type IN ('approval.requested', 'approval.decided', 'approval.withdrawn', 'contract.sent', 'contract.signed')
    AND (brand_id IS NOT NULL OR creative_id IS NOT NULL)
),

named AS (
  SELECT
    * EXCLUDE (creative_id),
    coalesce(
      creative_id,
      IF(contract_id IS NULL, NULL, first_value(coalesce(creative_id, of_thread) IGNORE NULLS) OVER (
        PARTITION BY brand_id, contract_id
        ORDER BY place
        ROWS UNBOUNDED PRECEDING
      )),
      of_thread
    ) AS creative_id
  FROM told
),

-- A round ends with a decision, unless there is one since the last request.
asked AS (
  SELECT
    brand_id,
    creative_id,
    place,
    type = 'approval.decided' AS is_decided,
    decision,
    round,
    type = 'approval.decided' AND coalesce(lag(type) OVER piece = 'approval.requested', TRUE) AS is_new_round,
    min(place) FILTER (WHERE type = 'approval.decided') OVER whole AS first_place,
    min(place) FILTER (WHERE decision IN ('approved', 'rejected')) OVER whole AS last_place
  FROM named
  WHERE creative_id IS NOT NULL AND type IN ('approval.requested', 'approval.decided')
  WINDOW
    whole AS (PARTITION BY brand_id, creative_id),
    piece AS (PARTITION BY brand_id, creative_id ORDER BY place)
),

-- What the log says of a round may be more than it has seen of them.
counted_rounds AS (
  SELECT
    *,
    coalesce(sum(CAST(is_new_round AS INTEGER)) OVER (
      PARTITION BY brand_id, creative_id
      ORDER BY place DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS rounds_after
  FROM asked
  WHERE place <= coalesce(last_place, place)
),

rounds AS (
  SELECT
    brand_id,
    creative_id,
    CAST(max(
      rounds_after + IF(is_decided, greatest(CAST(is_new_round AS INTEGER), coalesce(round, 0)), round - 1)
    ) AS BIGINT) AS rounds,
    coalesce(max(round) FILTER (WHERE place <= first_place), 1) <= 1
      AND bool_or(place = first_place AND decision = 'approved') AS is_first_pass,
    any_value(first_place) AS decided_place
  FROM counted_rounds
  GROUP BY brand_id, creative_id
),

pieces AS (
  SELECT
    brand_id,
    creative_id,
    min(place) AS first_place,
    arg_min(contact_id, place) FILTER (WHERE contact_id IS NOT NULL) AS contact_id,
    min(place) FILTER (WHERE type = 'approval.requested') AS requested_place,
    min(at_ms) FILTER (WHERE decision = 'approved') AS approved_at,
    min(at_ms) FILTER (WHERE decision = 'rejected') AS rejected_at,
    bool_or(type = 'approval.withdrawn') AS is_withdrawn,
    bool_or(type = 'contract.sent') AS is_contract_sent,
    min(at_ms) FILTER (WHERE type = 'contract.signed') AS signed_at
  FROM named
  WHERE creative_id IS NOT NULL
  GROUP BY brand_id, creative_id
)

SELECT
  first.platform,
  pieces.brand_id,
  first.campaign_id,
  pieces.creative_id,
  hash(coalesce(pieces.contact_id, pieces.creative_id)) AS person,
  requested.at_ms AS requested_at,
  requested.site_on,
  -- The days of a piece are its brand's.
  requested.brand_on,
  pieces.approved_at,
  pieces.rejected_at,
  pieces.is_contract_sent,
  pieces.signed_at,
  rounds.decided_place IS NOT NULL AS is_decided,
  coalesce(rounds.is_first_pass, FALSE) AS is_first_pass,
  rounds.rounds
FROM pieces
JOIN affairs AS first ON first.rowid = pieces.first_place
JOIN affairs AS requested ON requested.rowid = pieces.requested_place
LEFT JOIN rounds
  ON rounds.brand_id IS NOT DISTINCT FROM pieces.brand_id AND rounds.creative_id = pieces.creative_id
WHERE NOT pieces.is_withdrawn
