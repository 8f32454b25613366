scope = 'brand' AND period = 'day' AND metric = 'room_ban_rate'
