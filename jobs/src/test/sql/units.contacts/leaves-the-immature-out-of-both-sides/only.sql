period = 'week' AND scope IN ('brand', 'campaign') AND metric NOT IN ('unique_ctr', 'net_revenue_per_reached')
