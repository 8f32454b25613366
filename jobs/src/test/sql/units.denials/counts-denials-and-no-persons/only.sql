period = 'day' AND scope = 'platform' AND metric = 'age_denials'
