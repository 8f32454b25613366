-- units.ambassadors: whether and how fast whoever was invited became an ambassador, by the day of the invitation.
--
-- reads:  journeys.ambassadors, metrics.watermarks
-- owner:  analytics
--
-- Whoever does not within 14 days is a matter of the completion rate, and is not waited for.
SELECT
  ambassadors.platform, ambassadors.brand_id, ambassadors.campaign_id, ambassadors.person_id,
  ambassadors.invited_on AS unit_on, ambassadors.invited_site_on AS unit_site_on,
  struct(
    IF(ambassadors.finished_at <= ambassadors.invited_at + INTERVAL 14 DAYS, 1, 0), 1,
    ambassadors.invited_at + INTERVAL 14 DAYS <= watermarks.until['onboarding_completion']
  ) AS onboarding_completion,
  struct(
    unix_millis(ambassadors.finished_at) - unix_millis(ambassadors.invited_at),
    GREATEST(0L, unix_millis(watermarks.until['onboarding_time_p50']) - unix_millis(ambassadors.invited_at)),
    COALESCE(ambassadors.invited_at + INTERVAL 14 DAYS > watermarks.until['onboarding_time_p50'], TRUE)
  ) AS onboarding_time_p50
FROM journeys.ambassadors AS ambassadors
LEFT JOIN metrics.watermarks AS watermarks ON watermarks.brand_id <=> ambassadors.brand_id
