-- flags_of_units: what may be said of a unit; of a cell with several units the last of these is said.
CREATE OR REPLACE TEMPORARY FUNCTION flags_of_units()
RETURNS ARRAY<STRING>
RETURN array('eligibility_unknown', 't0_basis_sent')
