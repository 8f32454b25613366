scope = 'brand' AND period = 'week' AND metric IN ('dau_wau', 'rich_active_days')
