scope = 'all' AND metric = 'pack_size'
