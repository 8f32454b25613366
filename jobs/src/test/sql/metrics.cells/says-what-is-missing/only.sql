metric IN ('messages_sent', 'reply_rate', 'filter_hit_rate', 'age_denials', 'retention_on')
