scope = 'brand' AND period = 'week' AND metric IN ('unique_ctr', 'net_revenue_per_reached')
