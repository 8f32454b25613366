scope IN ('brand', 'platform') AND period = 'day' AND metric = 'filter_enabled_share'
