scope = 'brand' AND period = 'day' AND metric = 'trust_index'
