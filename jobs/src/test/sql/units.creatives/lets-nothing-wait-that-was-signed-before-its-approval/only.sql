scope = 'brand' AND period = 'week' AND metric IN ('approval_cycle_time_survival', 'contract_lead_time_survival')
