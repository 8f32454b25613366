scope = 'brand' AND period = 'week' AND metric IN ('time_to_churn_survival', 'contact_survival')
