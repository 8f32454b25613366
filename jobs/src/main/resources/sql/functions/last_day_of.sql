-- last_day_of: the last local day of a period; that of a lifetime never comes.
CREATE OR REPLACE TEMPORARY FUNCTION last_day_of(period STRING, period_start_on DATE)
RETURNS DATE
RETURN CASE period
  WHEN 'day' THEN period_start_on
  WHEN 'week' THEN date_add(period_start_on, 6)
  WHEN 'month' THEN last_day(period_start_on)
  ELSE DATE '9999-12-31'
END
