scope = 'brand' AND period = 'week' AND metric = 'room_participation'
