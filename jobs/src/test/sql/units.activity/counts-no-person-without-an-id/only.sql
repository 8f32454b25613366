scope = 'all' AND period = 'day' AND slice IS NULL
