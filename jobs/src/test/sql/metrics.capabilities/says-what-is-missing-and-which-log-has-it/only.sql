feature_kind = 'event'
