scope <> 'platform' AND period <> 'month'
