metric = 'first_response_waiting'
