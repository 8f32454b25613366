-- units.scans: what the filter found in the items that it looked at, by the day of their first scan.
--
-- reads:  journeys.media_checks
-- owner:  analytics
--
-- An item counts once in the whole, and once on each side that scanned it. Whoever is of unknown age is in
-- totals only.
SELECT
  checks.platform, checks.brand_id, checks.campaign_id, checks.person_id,
  checks.checked_on AS unit_on, checks.checked_site_on AS unit_site_on, TRUE AS is_sliced_by_day,
  seen.side IS NULL AS is_of_whole,
  seen.side,
  NULLIF(seen.age_band, 'unknown') || ',' || seen.side AS `age_band,side`,
  struct(LEAST(seen.hit, seen.scanned), seen.scanned) AS filter_hit_rate
FROM journeys.media_checks AS checks
LATERAL VIEW inline(array(
  named_struct('side', CAST(NULL AS STRING), 'age_band', CAST(NULL AS STRING),
    'hit', checks.items_hit, 'scanned', checks.items_scanned),
  named_struct('side', 'sender', 'age_band', checks.sender_age_band,
    'hit', checks.sender_hit, 'scanned', checks.sender_scanned),
  named_struct('side', 'recipient', 'age_band', checks.recipient_age_band,
    'hit', checks.recipient_hit, 'scanned', checks.recipient_scanned)
)) seen AS side, age_band, hit, scanned
