metric IN ('campaign_conversion_rate', 'filter_hit_rate') AND scope = 'platform'
