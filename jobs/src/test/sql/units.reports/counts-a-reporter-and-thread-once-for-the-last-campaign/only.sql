scope = 'campaign' AND period = 'week' AND metric = 'report_rate'
