slice_value IN ('1', '2')
