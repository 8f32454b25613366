period = 'month' AND scope IN ('brand', 'campaign') AND value > 0
