-- cell: where in a scope and a period one thing counts; null where it is no part of that scope.
--
-- Days are the brand's for scopes brand and campaign, and the site's for scopes all and platform. A lifetime
-- has no first day of its own and stands at the epoch.
CREATE OR REPLACE TEMPORARY FUNCTION cell(
  scope STRING,
  period STRING,
  platform STRING,
  brand_id STRING,
  campaign_id STRING,
  brand_on DATE,
  site_on DATE
)
RETURNS STRUCT<
  scope: STRING,
  platform: STRING,
  brand_id: STRING,
  campaign_id: STRING,
  period: STRING,
  period_start_on: DATE
>
RETURN IF(
  (scope = 'brand' AND brand_id IS NULL) OR (scope = 'campaign' AND (brand_id IS NULL OR campaign_id IS NULL)),
  NULL,
  named_struct(
    'scope', scope,
    'platform', IF(scope = 'platform', platform, NULL),
    'brand_id', IF(scope IN ('brand', 'campaign'), brand_id, NULL),
    'campaign_id', IF(scope = 'campaign', campaign_id, NULL),
    'period', period,
    'period_start_on',
    CASE period
      WHEN 'day' THEN IF(scope IN ('all', 'platform'), site_on, brand_on)
      WHEN 'lifetime' THEN DATE '1970-01-01'
      ELSE trunc(IF(scope IN ('all', 'platform'), site_on, brand_on), period)
    END
  )
)
