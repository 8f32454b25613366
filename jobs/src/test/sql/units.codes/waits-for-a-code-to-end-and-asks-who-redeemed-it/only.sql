scope = 'campaign' AND period IN ('month', 'lifetime')
