scope = 'brand' AND period = 'week' AND metric = 'reply_time' AND slice IN ('agent', 'kind')
