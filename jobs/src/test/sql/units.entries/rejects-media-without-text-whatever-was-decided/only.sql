scope = 'brand' AND period = 'day' AND metric IN ('contest_moderation_load', 'contest_text_first_share', 'contest_valid_rate')
