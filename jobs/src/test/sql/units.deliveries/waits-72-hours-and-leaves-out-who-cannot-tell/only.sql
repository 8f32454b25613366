scope = 'brand' AND period = 'week' AND slice IS NULL AND metric IN ('delivery_rate', 'read_rate', 'tutorial_play_rate', 'voice_play_rate')
