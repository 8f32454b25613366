scope = 'brand' AND period = 'day' AND metric = 'origin_verified_rate'
