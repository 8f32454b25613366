period = 'day' AND scope = 'brand' AND metric IN ('block_recovery_opener_rate', 'block_recovery_rate', 'first_contact_block_rate', 'media_first_attempt_share')
