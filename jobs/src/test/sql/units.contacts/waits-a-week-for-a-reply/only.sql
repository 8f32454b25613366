scope = 'brand' AND period = 'week' AND metric IN ('reply_waiting', 'time_to_reply_survival')
