SELECT 1
SELECT 1 AS one, 'x' AS text, NULL AS nothing
SELECT count(*) FROM log.events
SELECT * FROM log.events
SELECT e.brand_id, count(*) AS n FROM log.events e GROUP BY e.brand_id ORDER BY n DESC
SELECT brand_id, count(DISTINCT event_id) AS n FROM log.events GROUP BY ALL HAVING n > 0
SELECT log.events.brand_id FROM log.events
SELECT * EXCEPT (event_id) FROM log.events
SELECT date_trunc('WEEK', occurred_at) AS week, sum(text_length) FROM log.events GROUP BY 1 ORDER BY 1
SELECT to_date(occurred_at), avg(text_length), percentile(text_length, 0.5) FROM log.events GROUP BY 1
SELECT CASE WHEN text_length > 10 THEN 'long' ELSE 'short' END AS size, count(*) FROM log.events GROUP BY 1
SELECT coalesce(brand_id, '-'), upper(trim(brand_id)), substring(brand_id FROM 1 FOR 2) FROM log.events
SELECT * FROM log.events WHERE brand_id LIKE 'a%' AND text_length BETWEEN 1 AND 100 OR brand_id IS NULL
SELECT * FROM log.events WHERE occurred_at >= TIMESTAMP '2026-01-01 00:00:00' AND occurred_at < DATE '2026-02-01'
SELECT * FROM log.events WHERE occurred_at > current_timestamp() - INTERVAL 7 DAYS
SELECT * FROM log.events WHERE brand_id IN ('aurora', 'borealis') LIMIT 10 OFFSET 1
SELECT a.event_id FROM log.events a JOIN log.events b ON a.event_id = b.event_id
SELECT a.event_id FROM log.events a LEFT JOIN log.events b USING (event_id)
SELECT * FROM log.events a LEFT SEMI JOIN log.events b ON a.event_id = b.event_id
SELECT * FROM log.events a LEFT ANTI JOIN log.events b ON a.event_id = b.event_id
SELECT brand_id FROM log.events UNION SELECT 'x'
SELECT brand_id FROM log.events INTERSECT SELECT 'aurora'
SELECT brand_id FROM log.events EXCEPT SELECT 'aurora'
WITH sent AS (SELECT brand_id, text_length FROM log.events), long AS (SELECT * FROM sent WHERE text_length > 1) SELECT brand_id, count(*) FROM long GROUP BY brand_id
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n
SELECT brand_id, row_number() OVER (PARTITION BY brand_id ORDER BY occurred_at) AS n FROM log.events
SELECT brand_id, lag(text_length) OVER (ORDER BY occurred_at), sum(text_length) OVER w FROM log.events WINDOW w AS (PARTITION BY brand_id ORDER BY occurred_at ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
SELECT event_id, tag FROM log.events LATERAL VIEW explode(tags) t AS tag
SELECT event_id, p, tag FROM log.events LATERAL VIEW OUTER posexplode(tags) t AS p, tag
SELECT explode(tags) FROM log.events
SELECT e.event_id, t.col FROM log.events e, LATERAL explode(e.tags) t
SELECT * FROM log.events e, LATERAL (SELECT e.text_length * 2 AS twice)
SELECT tags, array(1, 2)[0], get(tags, 0), try_element_at(tags, 1), size(tags), array_contains(tags, 'x') FROM log.events
SELECT transform(tags, t -> upper(t)), filter(tags, t -> t = 'x'), aggregate(array(1, 2), 0, (a, b) -> a + b) FROM log.events
SELECT named_struct('a', 1, 'b', array(1, 2)), map('k', 1), struct(1, 2).col1
SELECT * FROM VALUES (1, 'a'), (2, 'b') AS t(n, s)
SELECT * FROM range(5)
SELECT brand_id, count(*) FROM log.events GROUP BY ROLLUP (brand_id)
SELECT brand_id, platform, grouping_id(), count(*) FROM log.events GROUP BY GROUPING SETS ((brand_id), (platform), ())
SELECT count(*) FILTER (WHERE text_length > 3), count_if(text_length > 3), max_by(event_id, occurred_at) FROM log.events
SELECT * FROM (SELECT brand_id, platform, text_length FROM log.events) PIVOT (sum(text_length) FOR brand_id IN ('aurora', 'borealis'))
SELECT * FROM (SELECT event_id, text_length AS a, text_length AS b FROM log.events) UNPIVOT (v FOR k IN (a, b))
SELECT * FROM log.events TABLESAMPLE (50 PERCENT)
SELECT (SELECT max(text_length) FROM log.events) AS longest
SELECT * FROM log.events WHERE EXISTS (SELECT 1 FROM log.inputs)
SELECT * FROM log.events e WHERE text_length = (SELECT max(text_length) FROM log.events x WHERE x.brand_id = e.brand_id)
SELECT try_divide(1, 0), try_cast('x' AS INT), nullif(1, 1), 7 / 2, 7 DIV 2, 7 % 2, -1, 1.5D, 2BD, 'a' || 'b'
SELECT extract(WEEK FROM occurred_at), date_add(to_date(occurred_at), 1), datediff(DAY, occurred_at, occurred_at) FROM log.events
SELECT parse_json('{"a": 1}'):a::INT
SELECT regexp_extract('ab12', '([0-9]+)', 1), 'x' RLIKE 'x', split('a,b', ',')
SELECT cast(text_length AS STRING), text_length::DOUBLE, string(text_length) FROM log.events
SELECT approx_count_distinct(event_id), collect_list(brand_id), listagg(brand_id, ',') FROM log.events
FROM log.events SELECT brand_id
TABLE log.inputs
SELECT * FROM log.inputs ORDER BY file NULLS LAST
SELECT * FROM uploaded WHERE a = 1
SELECT * FROM Uploaded u JOIN log.inputs i ON u.b = i.file
SHOW TABLES
SHOW TABLES IN log
SHOW TABLES LIKE 'ev*'
DESCRIBE log.events
DESCRIBE TABLE EXTENDED log.events
DESC log.events brand_id
DESCRIBE SELECT brand_id FROM log.events
SHOW COLUMNS IN log.events
EXPLAIN SELECT brand_id FROM log.events
EXPLAIN FORMATTED WITH x AS (SELECT 1 AS a) SELECT * FROM x
