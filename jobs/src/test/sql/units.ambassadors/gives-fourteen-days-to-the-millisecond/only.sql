scope = 'brand' AND period = 'day' AND metric = 'onboarding_completion'
