scope = 'brand' AND period = 'day' AND metric IN ('resolution_time_human', 'resolution_time_human_survival')
