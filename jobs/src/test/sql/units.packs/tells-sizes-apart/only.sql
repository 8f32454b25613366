scope = 'brand' AND period = 'week' AND metric = 'pack_size_share'
