scope = 'brand' AND period = 'day' AND metric IN ('approval_cycle_business', 'approval_cycle_time_p50', 'approval_cycle_time_p90', 'contract_lead_time', 'onboarding_time_p50')
