experiment_id = 'e'
