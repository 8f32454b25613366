scope = 'brand' AND period = 'day' AND metric IN ('resolution_time', 'resolution_time_survival')
