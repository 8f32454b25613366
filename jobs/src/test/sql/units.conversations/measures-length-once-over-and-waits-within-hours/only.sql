scope = 'brand' AND period = 'day' AND metric IN ('frt_business', 'messages_per_conversation_p50')
