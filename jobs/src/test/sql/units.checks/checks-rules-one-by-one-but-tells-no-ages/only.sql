scope = 'brand' AND period = 'week' AND metric IN ('policy_adherence', 'policy_conflicts')
