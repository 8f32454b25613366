slice_value LIKE '4,%' OR slice_value = '8,1'
