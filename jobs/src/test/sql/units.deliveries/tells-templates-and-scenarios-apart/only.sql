scope = 'brand' AND period = 'month' AND metric = 'delivery_rate' AND slice IN ('template', 'scenario')
