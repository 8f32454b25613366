scope = 'brand' AND period = 'week' AND (slice IS NULL OR slice_value <> '1') AND metric IN ('reminder_cancel_rate', 'reminder_edit_rate')
