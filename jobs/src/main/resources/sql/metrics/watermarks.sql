-- metrics.watermarks: up to when each metric can be told, brand by brand.
--
-- grain:  brand_id
-- reads:  metrics.observability
-- owner:  analytics
--
-- What is of no brand has a row, too: that of the whole site.
SELECT
  brand_id,
  map_from_entries(collect_list(struct(metric, watermark_at))) AS until
FROM metrics.observability
WHERE scope IN ('all', 'brand')
GROUP BY brand_id
