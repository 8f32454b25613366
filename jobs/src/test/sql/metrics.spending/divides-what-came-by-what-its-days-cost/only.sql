period IN ('day', 'lifetime') OR period = 'week' AND scope = 'campaign'
