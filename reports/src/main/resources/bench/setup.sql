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

CREATE OR REPLACE MACRO is_outside(role) AS
  coalesce(role IN ('contact', 'partner'), FALSE);

CREATE OR REPLACE MACRO is_within(role) AS
  coalesce(role IN ('brand', 'agent', 'creator', 'bot', 'moderator'), FALSE);

-- In a thread of two, an event that names nobody but one of the brand's side, if that.
CREATE OR REPLACE MACRO is_nameless(type, kind, actor, role, other, other_role) AS
  coalesce(kind, 'one_to_one') = 'one_to_one'
  AND type <> 'access.denied'
  AND (actor IS NULL OR (other IS NULL AND is_within(role)))
  AND (other IS NULL OR (actor IS NULL AND is_within(other_role)))
  AND NOT (is_outside(role) AND is_outside(other_role))
  AND NOT (is_within(role) AND is_within(other_role));

-- Whether it is the contact who did it; else it was done to the contact.
CREATE OR REPLACE MACRO is_asking(role, other_role) AS
  is_outside(role) OR is_within(other_role);

-- The 97.5 % quantile of the normal distribution.
CREATE OR REPLACE MACRO z() AS
  1.959963984540054e0;

CREATE OR REPLACE MACRO nearest_rank(percent, number) AS
  greatest(1, (percent * number + 99) // 100);

-- The ranks that bound a percentile (Conover).
CREATE OR REPLACE MACRO low_rank(percent, number) AS
  greatest(1, CAST(ceil(number * (percent / 100) - z() * sqrt(number * (percent / 100) * (1 - percent / 100))) AS BIGINT));

CREATE OR REPLACE MACRO high_rank(percent, number) AS
  least(number, CAST(ceil(number * (percent / 100) + z() * sqrt(number * (percent / 100) * (1 - percent / 100))) AS BIGINT));

-- Bounds of a proportion by its score (Wilson).
CREATE OR REPLACE MACRO wilson(r, n) AS {
  'low': IF(r = 0, 0, greatest(0,
    (r / n + z() * z() / (2 * n) - z() * sqrt(r / n * (1 - r / n) / n + z() * z() / (4 * n * n))) / (1 + z() * z() / n))),
  'high': IF(r = n, 1, least(1,
    (r / n + z() * z() / (2 * n) + z() * sqrt(r / n * (1 - r / n) / n + z() * z() / (4 * n * n))) / (1 + z() * z() / n)))
};

-- Bounds of the difference of two proportions, by those of each (Newcombe).
CREATE OR REPLACE MACRO newcombe(r, n, rc, nc) AS {
  'low': r / n - rc / nc - sqrt(pow(r / n - wilson(r, n).low, 2) + pow(wilson(rc, nc).high - rc / nc, 2)),
  'high': r / n - rc / nc + sqrt(pow(wilson(r, n).high - r / n, 2) + pow(rc / nc - wilson(rc, nc).low, 2))
};

-- How far the bounds of a ratio of sums over persons are from it (Cochran), by what the persons stray from it.
CREATE OR REPLACE MACRO strayed(r, n, rr, rn, nn) AS
  greatest(0, rr - 2 * (r / n) * rn + (r / n) * (r / n) * nn);

CREATE OR REPLACE MACRO half_width(persons, n, strayed) AS
  z() * sqrt(strayed / (n * n) * persons / (persons - 1));

CREATE OR REPLACE MACRO clustered(persons, r, n, rr, rn, nn) AS
  CASE
    WHEN persons < 2 THEN {'low': 0, 'high': 1}
    -- Persons who all act alike: how few they are still tells.
    WHEN strayed(r, n, rr, rn, nn) <= 1e-12 * nn THEN wilson(least(1, r / n) * persons, persons)
    ELSE {
      'low': greatest(0, r / n - half_width(persons, n, strayed(r, n, rr, rn, nn))),
      'high': least(1, r / n + half_width(persons, n, strayed(r, n, rr, rn, nn)))
    }
  END;

-- The bound of a share that still waits, on the scale of log(-log S), which never leaves [0, 1].
CREATE OR REPLACE MACRO log_log(share, greenwood, side) AS
  IF(share BETWEEN 1e-300 AND 1 - 1e-15, pow(share, exp(side * z() * sqrt(greenwood) / ln(share))), NULL);

-- The regularised incomplete beta function by its power series, for x up to a half.
CREATE OR REPLACE MACRO beta_series(x, a, b) AS
  exp(a * ln(x) + b * ln(1 - x) + lgamma(a + b) - lgamma(a + 1) - lgamma(b))
  * list_sum(list_transform(range(200), lambda k: exp(
    lgamma(a + b + k) - lgamma(a + b) - lgamma(a + 1 + k) + lgamma(a + 1) + k * ln(x)
  )));

-- The probability of lying within t of 0, on either side, by Student.
CREATE OR REPLACE MACRO student_within(t, freedom) AS
  IF(
    t * t < freedom,
    beta_series(t * t / (freedom + t * t), 0.5, freedom / 2),
    1 - beta_series(freedom / (freedom + t * t), freedom / 2, 0.5)
  );

CREATE OR REPLACE MACRO student_density(t, freedom) AS
  exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - (freedom + 1) / 2 * ln(1 + t * t / freedom))
  / sqrt(freedom * pi());

-- The t within which 95 of 100 lie: Newton's steps from the normal one, which never go too far, since the tail is convex.
CREATE OR REPLACE MACRO student_t(freedom) AS
  list_reduce(
    list_transform(range(40), lambda k: z()),
    lambda t, k: t + (0.95 - student_within(t, freedom)) / (2 * student_density(t, freedom)),
    z()
  );
