-- attribution: rule_credit and shapley_credit, by campaign and week of the purchase.
--
-- grain:  metric, brand_id, campaign_id, period_start_on, slice_value
-- reads:  credits, brands
-- owner:  bench
SELECT
  given.metric,
  credits.brand_id,
  credits.campaign_id,
  week_of(local_day(coalesce(brands.zone, getvariable('site_zone')), credits.at_ms)) AS period_start_on,
  given.slice,
  given.slice_value,
  sum(given.share) AS numerator,
  count(DISTINCT credits.contact) FILTER (WHERE given.share > 0) AS persons
FROM credits
LEFT JOIN brands ON brands.brand_id = credits.brand_id
CROSS JOIN LATERAL (
  VALUES
    ('rule_credit', 'model', 'first', credits.first_share),
    ('rule_credit', 'model', 'last', credits.last_share),
    ('rule_credit', 'model', 'linear', credits.linear_share),
    ('rule_credit', 'model', 'position', credits.position_share),
    ('rule_credit', 'model', 'time_decay', credits.decayed_share),
    ('shapley_credit', NULL, NULL, credits.distinct_share)
) AS given (metric, slice, slice_value, share)
WHERE credits.campaign_id IS NOT NULL
GROUP BY ALL
