metric IN ('messages_sent', 'active_contacts', 'age_denials')
