scope = 'brand' AND period = 'week' AND metric IN ('messages_per_conversation', 'off_app_handoff_rate', 'two_way_share', 'unanswered_rate')
