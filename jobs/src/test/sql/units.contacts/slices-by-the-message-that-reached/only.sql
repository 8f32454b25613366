period = 'week' AND scope = 'campaign' AND metric = 'reply_rate'
