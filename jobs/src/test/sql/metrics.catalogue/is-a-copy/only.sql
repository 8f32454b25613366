metric = 'reply_rate'
