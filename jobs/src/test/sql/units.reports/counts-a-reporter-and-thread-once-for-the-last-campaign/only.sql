scope = 'campaign' AND period = 'week'
