-- is_suppressed: whether so few persons are behind a slice of minors that it is not told.
CREATE OR REPLACE TEMPORARY FUNCTION is_suppressed(slice STRING, slice_value STRING, persons BIGINT)
RETURNS BOOLEAN
RETURN slice LIKE '%age_band%' AND slice_value NOT LIKE '18_plus%' AND persons < 50
