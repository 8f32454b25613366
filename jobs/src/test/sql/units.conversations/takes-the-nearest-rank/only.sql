scope = 'brand' AND period = 'day' AND metric = 'first_response_time_p50'
