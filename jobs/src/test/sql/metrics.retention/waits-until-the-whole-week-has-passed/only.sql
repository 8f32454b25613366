metric = 'retention_on' AND slice_value IN ('1', '2')
