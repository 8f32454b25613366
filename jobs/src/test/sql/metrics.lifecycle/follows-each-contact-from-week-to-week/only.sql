scope = 'brand' AND period = 'week'
