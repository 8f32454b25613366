scope = 'brand' AND period = 'week' AND metric IN ('net_revenue_per_reached', 'unique_ctr')
