period = 'week' AND scope IN ('brand', 'campaign')
