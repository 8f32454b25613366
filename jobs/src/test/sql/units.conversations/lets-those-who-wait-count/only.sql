scope = 'brand' AND period = 'day' AND metric IN ('first_response_survival', 'first_response_time_p50', 'first_response_time_p90')
