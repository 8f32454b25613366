scope = 'brand' AND period = 'day' AND metric LIKE 'first_response%'
