scope = 'brand' AND period = 'day' AND metric IN ('rating_response_rate', 'reopen_rate', 'satisfaction_rate', 'vip_voice_share')
