scope = 'brand' AND period = 'day' AND metric = 'share_of_first_openers'
