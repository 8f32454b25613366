scope = 'brand' AND period = 'week' AND slice IS NULL AND metric NOT LIKE 'first%'
