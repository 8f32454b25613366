scope = 'brand' AND metric = 'repeat_purchase_after_dm' AND period = 'month'
