scope = 'brand' AND period = 'day' AND metric IN ('approval_rounds', 'first_pass_rate')
