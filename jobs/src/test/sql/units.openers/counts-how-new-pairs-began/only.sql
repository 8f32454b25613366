scope = 'brand' AND period = 'day' AND metric IN ('share_of_first_openers', 'text_first_compliance')
