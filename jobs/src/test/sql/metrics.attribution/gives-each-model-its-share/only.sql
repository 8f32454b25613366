metric <> 'rule_credit' OR campaign_id = 'c3'
