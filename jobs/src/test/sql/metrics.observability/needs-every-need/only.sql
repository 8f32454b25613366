metric IN ('reply_rate', 'campaign_conversion_rate', 'first_contact_block_rate', 'filter_hit_rate') AND scope IN ('brand', 'platform')
