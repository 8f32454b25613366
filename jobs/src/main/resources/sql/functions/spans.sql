-- spans: every scope and period that numbers are given for; a month would be four more lines here.
CREATE OR REPLACE TEMPORARY VIEW spans AS
SELECT scope, period
FROM VALUES
  ('all', 'day'),
  ('all', 'week'),
  ('platform', 'day'),
  ('platform', 'week'),
  ('brand', 'day'),
  ('brand', 'week'),
  ('campaign', 'day'),
  ('campaign', 'week')
AS spans (scope, period)
