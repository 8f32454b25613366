scope = 'brand' AND period = 'week' AND slice = 'agent'
