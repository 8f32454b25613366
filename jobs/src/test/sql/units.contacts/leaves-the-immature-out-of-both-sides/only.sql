period = 'week' AND scope IN ('brand', 'campaign') AND metric IN ('campaign_conversion_rate', 'reached_contacts', 'reply_rate')
