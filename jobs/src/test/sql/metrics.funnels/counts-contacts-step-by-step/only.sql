metric = 'funnel_step_rate' OR slice = 'funnel,step'
