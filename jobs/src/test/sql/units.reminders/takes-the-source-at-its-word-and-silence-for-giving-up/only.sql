scope = 'brand' AND period = 'week' AND (slice IS NULL OR slice_value <> '1')
