scope = 'brand' AND period = 'month' AND metric IN ('dm_share_of_shares', 'live_wish_fulfilment')
