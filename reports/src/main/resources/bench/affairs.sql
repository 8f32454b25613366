-- affairs: what happens to creative work, ambassadors, contests, codes, rooms and filters, in total order, with its days.
--
-- grain:  rowid
-- reads:  counted, brands
-- owner:  bench
--
-- As in the story, a row's number tells before from after.
SELECT
  ms_of(counted.occurred_at) AS at_ms,
  CAST(counted.event_type AS event_kind) AS type,
  counted.platform,
  counted.brand_id,
  counted.campaign_id,
  counted.thread_id,
  counted.contact_id,
  counted.actor_id,
  counted.actor_role,
  counted.actor_age_band,
  counted.counterpart_id,
  counted.recipients,
  counted.creative_id,
  counted.contract_id,
  counted.round,
  counted.decision,
  counted.step,
  counted.entry_id,
  counted.with_media,
  counted.preceded_by_text,
  counted.decided_by,
  counted.room_id,
  counted.followers,
  counted.has_subscription,
  counted.has_fan_club,
  counted.promo,
  counted.policy_conflict,
  counted.code,
  ms_of(counted.expires_at) AS expires_ms,
  counted.enabled,
  local_day(getvariable('site_zone'), ms_of(counted.occurred_at)) AS site_on,
  local_day(coalesce(brands.zone, getvariable('site_zone')), ms_of(counted.occurred_at)) AS brand_on
FROM counted
LEFT JOIN brands ON brands.brand_id = counted.brand_id
WHERE counted.event_type IN (
  'approval.requested', 'approval.decided', 'approval.withdrawn', 'contract.sent', 'contract.signed',
  'ambassador.invited', 'ambassador.step_done', 'ambassador.activated', 'contest.entered', 'contest.decided',
  'promo.issued', 'promo.redeemed', 'filter.setting', 'room.created', 'room.joined', 'room.left', 'room.banned',
  'room.unbanned', 'room.moderator_assigned', 'room.moderator_removed', 'room.promo_posted'
)
ORDER BY
  ms_of(counted.occurred_at),
  counted.source_sequence NULLS LAST,
  CAST(counted.event_type AS event_kind),
  counted.event_id
