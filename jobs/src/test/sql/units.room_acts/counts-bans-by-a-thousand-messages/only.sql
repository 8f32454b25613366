scope = 'brand' AND period IN ('day', 'week') AND metric = 'room_ban_rate'
