metric = 'inbound_messages' AND period = 'week'
