period = 'day' AND scope IN ('brand', 'platform') AND (scope = 'brand' OR metric = 'age_denials')
