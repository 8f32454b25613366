scope = 'brand' AND period = 'month'
