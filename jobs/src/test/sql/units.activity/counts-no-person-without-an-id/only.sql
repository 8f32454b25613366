scope = 'all' AND period = 'day' AND slice IS NULL AND metric IN ('active_contacts', 'messages_sent')
