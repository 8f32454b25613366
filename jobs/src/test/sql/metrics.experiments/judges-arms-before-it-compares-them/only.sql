metric <> 'lift_detectable'
