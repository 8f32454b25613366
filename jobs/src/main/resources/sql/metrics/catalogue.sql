-- metrics.catalogue: what each metric is called, what it means and how it may be used.
--
-- grain:  metric
-- reads:  reference_catalogue
-- owner:  analytics
--
-- A copy of catalogue.yaml, so that whoever asks in SQL finds the meaning beside the numbers.
SELECT
  metric,
  title_en,
  title_de,
  title_fr,
  title_it,
  description_en AS description,
  description_en,
  description_de,
  description_fr,
  description_it,
  unit,
  better,
  additive,
  `interval`,
  export_policy,
  definition_version,
  needs
FROM reference_catalogue
