scope = 'brand' AND period = 'week' AND metric = 'unattributed_share'
