-- spans: every scope and period that numbers are given for; a lifetime is a campaign's.
CREATE OR REPLACE TEMPORARY VIEW spans AS
SELECT scope, period
FROM VALUES
  ('all', 'day'),
  ('all', 'week'),
  ('all', 'month'),
  ('platform', 'day'),
  ('platform', 'week'),
  ('platform', 'month'),
  ('brand', 'day'),
  ('brand', 'week'),
  ('brand', 'month'),
  ('campaign', 'day'),
  ('campaign', 'week'),
  ('campaign', 'month'),
  ('campaign', 'lifetime')
AS spans (scope, period)
