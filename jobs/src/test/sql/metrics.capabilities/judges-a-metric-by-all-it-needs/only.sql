feature IN ('messages_sent', 'reply_rate')
