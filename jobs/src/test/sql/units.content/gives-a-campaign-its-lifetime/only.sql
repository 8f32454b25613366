period = 'lifetime' AND metric = 'media_items_sent'
