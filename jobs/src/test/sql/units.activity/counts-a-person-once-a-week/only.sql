scope IN ('campaign', 'all') AND period = 'week' AND (slice IS NULL OR slice = 'kind')
