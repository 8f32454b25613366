scope IN ('campaign', 'all') AND period = 'week' AND (slice IS NULL OR slice = 'kind') AND metric IN ('active_contacts', 'format_share', 'messages_sent')
