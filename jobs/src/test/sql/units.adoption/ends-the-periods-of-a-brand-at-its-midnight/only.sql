scope IN ('brand', 'platform') AND period = 'day' AND metric = 'format_adoption' AND slice_value = 'voice_note'
