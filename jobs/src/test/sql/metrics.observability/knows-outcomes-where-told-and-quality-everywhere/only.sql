scope = 'brand' AND metric IN ('reminder_edit_rate', 'incomplete_days')
