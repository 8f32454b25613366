period = 'week' AND scope IN ('brand', 'campaign') AND metric = 'off_platform_ctr'
