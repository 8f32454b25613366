scope = 'brand' AND period = 'week' AND slice IS NULL AND metric = 'room_promo_conversion_rate'
