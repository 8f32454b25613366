period = 'day' AND scope = 'brand' AND metric = 'filter_hit_rate'
