-- ambassadors: each person and campaign that was invited, with the end of its onboarding.
--
-- grain:  brand_id, campaign_id, person
-- reads:  affairs, onboarding
-- owner:  bench
--
-- The first invitation counts. What names no campaign, or one that invited nobody, is of the brand's last invitation.
WITH acts AS (
  SELECT
    rowid AS place,
    at_ms,
    type,
    platform,
    brand_id,
    campaign_id,
    step,
    site_on,
    brand_on,
    coalesce(contact_id, IF(type = 'ambassador.invited', counterpart_id, NULL), actor_id) AS person
  FROM affairs
  WHERE type IN ('ambassador.invited', 'ambassador.step_done', 'ambassador.activated')
),

invited AS (
  SELECT brand_id, campaign_id, person, min(place) AS place
  FROM acts
  WHERE type = 'ambassador.invited' AND person IS NOT NULL
  GROUP BY brand_id, campaign_id, person
),

-- Which invitation an act belongs to, by its place.
meant AS (
  SELECT
    acts.place,
    acts.at_ms,
    acts.type,
    acts.step,
    CASE
      WHEN own.place < acts.place THEN own.place
      ELSE last_value(IF(acts.type = 'ambassador.invited', own.place, NULL) IGNORE NULLS) OVER (
        PARTITION BY acts.brand_id, acts.person
        ORDER BY acts.place
        ROWS UNBOUNDED PRECEDING
      )
    END AS invited_place
  FROM acts
  LEFT JOIN invited AS own
    ON own.brand_id IS NOT DISTINCT FROM acts.brand_id
    AND own.campaign_id IS NOT DISTINCT FROM acts.campaign_id
    AND own.person = acts.person
),

steps AS (
  SELECT
    meant.invited_place,
    count(DISTINCT onboarding.step) AS done,
    -- Each required step counts when it is done first.
    max(meant.at_ms) AS done_at
  FROM (
    SELECT invited_place, step, min(at_ms) AS at_ms
    FROM meant
    WHERE type = 'ambassador.step_done'
    GROUP BY invited_place, step
  ) AS meant
  JOIN affairs AS invitation ON invitation.rowid = meant.invited_place
  JOIN onboarding ON onboarding.campaign_id = invitation.campaign_id AND onboarding.step = meant.step
  GROUP BY meant.invited_place
),

activated AS (
  SELECT invited_place, min(at_ms) AS activated_at
  FROM meant
  WHERE type = 'ambassador.activated'
  GROUP BY invited_place
),

required AS (
  SELECT campaign_id, count(*) AS steps
  FROM onboarding
  GROUP BY campaign_id
)

SELECT
  invitation.platform,
  invited.brand_id,
  invited.campaign_id,
  hash(invited.person) AS person,
  invitation.at_ms AS invited_at,
  invitation.site_on,
  invitation.brand_on,
  CASE
    WHEN required.steps IS NULL THEN activated.activated_at
    WHEN steps.done = required.steps THEN steps.done_at
  END AS finished_at
FROM invited
JOIN affairs AS invitation ON invitation.rowid = invited.place
LEFT JOIN required ON required.campaign_id = invited.campaign_id
LEFT JOIN steps ON steps.invited_place = invited.place
LEFT JOIN activated ON activated.invited_place = invited.place
