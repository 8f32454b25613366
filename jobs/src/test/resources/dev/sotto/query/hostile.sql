SELECT reflect('java.lang.System', 'getenv', 'HOME')
SELECT java_method('java.lang.System', 'exit', 0)
SELECT try_reflect('java.lang.System', 'getProperty', 'user.home')
SELECT Reflect('java.lang.Runtime', 'getRuntime')
SELECT `reflect`('java.lang.System', 'getenv', 'HOME')
SELECT system.builtin.reflect('java.lang.System', 'getenv', 'HOME')
SELECT * FROM text.`/etc/passwd`
SELECT * FROM csv.`/etc/passwd`
SELECT * FROM json.`/etc/passwd`
SELECT * FROM parquet.`/tmp/x.parquet`
SELECT * FROM binaryFile.`/etc/shadow`
SELECT * FROM `/etc/passwd`
SELECT * FROM log.events, text.`/etc/passwd`
SELECT * FROM (SELECT * FROM text.`/etc/passwd`) t
WITH x AS (SELECT * FROM text.`/etc/passwd`) SELECT * FROM x
SELECT (SELECT max(value) FROM text.`/etc/passwd`)
SELECT * FROM log.events WHERE event_id IN (SELECT value FROM text.`/etc/passwd`)
SELECT * FROM log.events WHERE EXISTS (SELECT 1 FROM text.`/etc/passwd`)
SELECT * FROM log.events UNION ALL SELECT * FROM text.`/etc/passwd`
SELECT 1 ORDER BY (SELECT max(value) FROM text.`/etc/passwd`)
SELECT sum(1) OVER w FROM log.events WINDOW w AS (PARTITION BY reflect('java.lang.System', 'getenv', 'HOME'))
SELECT sum(1) OVER (ORDER BY reflect('java.lang.System', 'getenv', 'HOME')) FROM log.events
SELECT transform(array(1), x -> reflect('java.lang.System', 'getenv', 'HOME'))
SELECT count(*) FILTER (WHERE reflect('java.lang.System', 'getenv', 'HOME') = 'x') FROM log.events
SELECT * FROM log.events LATERAL VIEW reflect('java.lang.System', 'getenv', 'HOME') t AS x
SELECT * FROM log.events GROUP BY reflect('java.lang.System', 'getenv', 'HOME')
SELECT 1 FROM log.events HAVING reflect('java.lang.System', 'getenv', 'HOME') = 'x'
SELECT * FROM VALUES (reflect('java.lang.System', 'getenv', 'HOME')) t(a)
SELECT * FROM log.events LIMIT length(reflect('java.lang.System', 'getenv', 'HOME'))
SELECT * FROM log.events a JOIN log.events b ON reflect('java.lang.System', 'getenv', 'HOME') = 'x'
SELECT CASE WHEN reflect('java.lang.System', 'getenv', 'HOME') = 'x' THEN 1 END
SELECT TRANSFORM(event_id) USING 'id -un' AS (x) FROM log.events
FROM log.events MAP event_id USING 'cat' AS x
SELECT TRANSFORM(event_id) ROW FORMAT SERDE 'x' USING 'cat' AS (x) FROM log.events
CREATE TABLE t (a INT)
CREATE TABLE t USING text OPTIONS (path '/etc/passwd')
CREATE TABLE log.copy AS SELECT * FROM log.events
CREATE EXTERNAL TABLE t (a STRING) LOCATION '/etc'
CREATE OR REPLACE TEMPORARY VIEW v USING text OPTIONS (path '/etc/passwd')
CREATE TEMPORARY VIEW v AS SELECT reflect('java.lang.System', 'getenv', 'HOME')
CREATE VIEW v AS SELECT 1
CREATE FUNCTION f AS 'x.Y' USING JAR '/tmp/x.jar'
CREATE TEMPORARY FUNCTION f(x STRING) RETURNS STRING RETURN reflect('java.lang.System', 'getenv', x)
CREATE NAMESPACE sotto.x
DROP TABLE log.events
DROP TABLE log.events PURGE
DROP VIEW v
DROP NAMESPACE log CASCADE
TRUNCATE TABLE log.events
ALTER TABLE log.events SET TBLPROPERTIES ('a' = 'b')
ALTER TABLE log.events DROP COLUMN brand_id
ALTER TABLE log.events CREATE BRANCH b
COMMENT ON TABLE log.events IS 'x'
INSERT INTO log.events SELECT * FROM log.events
INSERT OVERWRITE log.events SELECT * FROM log.events
INSERT OVERWRITE DIRECTORY '/tmp/out' USING csv SELECT * FROM log.events
INSERT OVERWRITE LOCAL DIRECTORY '/tmp/out' USING csv SELECT * FROM log.events
FROM log.events INSERT INTO log.copy SELECT *
DELETE FROM log.events
UPDATE log.events SET brand_id = 'x'
MERGE INTO log.events t USING log.events s ON t.event_id = s.event_id WHEN MATCHED THEN DELETE
SET spark.sql.files.ignoreCorruptFiles = true
SET spark.sql.catalog.evil = org.apache.iceberg.spark.SparkCatalog
SET -v
SET
RESET
SET TIME ZONE 'Asia/Tokyo'
SET CATALOG spark_catalog
SET VARIABLE x = 1
DECLARE VARIABLE x INT DEFAULT 1
USE log
USE NAMESPACE log
ADD JAR '/tmp/x.jar'
ADD FILE '/etc/passwd'
ADD ARCHIVE '/tmp/x.zip'
LIST JARS
LIST FILES
CALL sotto.system.remove_orphan_files(table => 'log.events', location => '/')
CALL sotto.system.expire_snapshots('log.events')
CALL sotto.system.rollback_to_snapshot('log.events', 1)
EXECUTE IMMEDIATE 'SELECT 1'
EXECUTE IMMEDIATE 'SELECT * FROM log.events WHERE brand_id = ?' USING 'x'
BEGIN SELECT 1; END
BEGIN DECLARE x INT DEFAULT 1; SELECT x; END
CACHE TABLE log.events
CACHE TABLE c AS SELECT reflect('java.lang.System', 'getenv', 'HOME')
UNCACHE TABLE log.events
CLEAR CACHE
REFRESH TABLE log.events
REFRESH '/tmp'
ANALYZE TABLE log.events COMPUTE STATISTICS
MSCK REPAIR TABLE log.events
LOAD DATA INPATH '/etc/passwd' INTO TABLE log.events
EXPLAIN SELECT * FROM text.`/etc/passwd`
EXPLAIN EXTENDED SELECT reflect('java.lang.System', 'getenv', 'HOME')
EXPLAIN CODEGEN DROP TABLE log.events
EXPLAIN INSERT INTO log.events SELECT * FROM log.events
DESCRIBE QUERY SELECT * FROM text.`/etc/passwd`
DESCRIBE SELECT reflect('java.lang.System', 'getenv', 'HOME')
DESCRIBE TABLE text.`/etc/passwd`
DESCRIBE sotto.log.events
DESCRIBE FUNCTION reflect
DESCRIBE DATABASE log
SHOW FUNCTIONS
SHOW CATALOGS
SHOW TBLPROPERTIES log.events
SHOW CREATE TABLE log.events
SHOW TABLES IN spark_catalog.default
SHOW TABLE EXTENDED IN log LIKE '*'
SHOW COLUMNS IN text.`/etc/passwd`
SHOW PARTITIONS log.events
SHOW VIEWS
SELECT * FROM log.events.snapshots
SELECT * FROM log.events.files
SELECT * FROM sotto.log.events
SELECT * FROM spark_catalog.default.t
SELECT * FROM other.events
SELECT * FROM events
SELECT * FROM log.events VERSION AS OF 1
SELECT * FROM log.events TIMESTAMP AS OF '2026-01-01'
SELECT * FROM log.events FOR SYSTEM_VERSION AS OF 1
SELECT * FROM log.events WITH (`split-size` = 1)
SELECT * FROM STREAM log.events
SELECT /*+ BROADCAST(e) */ * FROM log.events e
SELECT /*+ REPARTITION(100000) */ * FROM log.events
SELECT * FROM IDENTIFIER('log.events')
SELECT IDENTIFIER('reflect')('java.lang.System', 'getenv', 'HOME')
SELECT IDENTIFIER('brand_id') FROM log.events
SELECT :x
SELECT * FROM log.events WHERE brand_id = ?
SELECT input_file_name() FROM log.events
SELECT input_file_block_start() FROM log.events
SELECT from_protobuf(raw, 'x', '/etc/passwd') FROM log.rejects
SELECT from_xml('<a/>', 'a STRING')
SELECT xpath_string('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'a')
SELECT version()
SELECT current_user()
SELECT my_function(1)
SELECT log.my_function(1)
SELECT * FROM collations()
SELECT * FROM sql_keywords()
SELECT * FROM python_worker_logs()
SELECT * FROM read_files('/etc/passwd')
SELECT '${env:HOME}' FROM ${env:HOME}
WITH x AS (SELECT 1 AS a) SELECT * FROM y
TABLE text.`/etc/passwd`
FROM text.`/etc/passwd` SELECT *
SELECT * FROM log.events PIVOT (max(reflect('java.lang.System', 'getenv', 'HOME')) FOR brand_id IN ('a'))
SELECT * FROM log.events TABLESAMPLE (1 ROWS), LATERAL (SELECT * FROM text.`/etc/passwd`)
FROM log.events |> WHERE reflect('java.lang.System', 'getenv', 'HOME') = 'x'
FROM log.events |> UNION ALL SELECT * FROM text.`/etc/passwd`
