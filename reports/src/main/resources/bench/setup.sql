-- setup: the functions that the peer's tables share.
CREATE OR REPLACE MACRO local_day(zone, at_ms) AS
  CAST(timezone(zone, make_timestamptz(at_ms * 1000)) AS DATE);

CREATE OR REPLACE MACRO week_of(day) AS
  CAST(date_trunc('week', day) AS DATE);

CREATE OR REPLACE MACRO month_of(day) AS
  CAST(date_trunc('month', day) AS DATE);

CREATE OR REPLACE MACRO period_of(without_day, without_week, without_month) AS
  CASE
    WHEN without_day = 0 THEN 'day'
    WHEN without_week = 0 THEN 'week'
    WHEN without_month = 0 THEN 'month'
    ELSE 'lifetime'
  END;

CREATE OR REPLACE MACRO scope_of(without_platform, without_brand, without_campaign) AS
  CASE
    WHEN without_campaign = 0 THEN 'campaign'
    WHEN without_brand = 0 THEN 'brand'
    WHEN without_platform = 0 THEN 'platform'
    ELSE 'all'
  END;

-- epoch_ms rounds half up, and a millisecond is the whole of what lies in it.
CREATE OR REPLACE MACRO ms_of(instant) AS
  epoch_us(instant) // 1000;
