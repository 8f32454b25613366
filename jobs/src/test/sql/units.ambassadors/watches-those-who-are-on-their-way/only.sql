scope = 'brand' AND period = 'day' AND metric IN ('onboarding_time_p50', 'onboarding_time_survival')
