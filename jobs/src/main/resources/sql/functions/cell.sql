-- cell: where in a scope and a period one thing counts; null where it is no part of that scope.
--
-- Days are the brand's for scopes brand and campaign, and the site's for scopes all and platform.
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
    CASE
      WHEN period = 'day' AND scope IN ('all', 'platform') THEN site_on
      WHEN period = 'day' THEN brand_on
      WHEN scope IN ('all', 'platform') THEN trunc(site_on, 'week')
      ELSE trunc(brand_on, 'week')
    END
  )
)
