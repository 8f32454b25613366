scope = 'brand' AND period = 'week' AND slice IS NULL AND metric IN ('compose_latency', 'reply_time', 'resolution_time', 'resolution_time_human', 'voice_duration_p50', 'voice_duration_p90')
