scope = 'brand' AND period = 'week' AND slice IS NULL
