scope = 'brand' AND period = 'day'
