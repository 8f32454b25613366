scope = 'platform' AND period = 'day' AND metric = 'format_adoption'
