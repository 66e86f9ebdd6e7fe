{{ config(severity='error') }}
SELECT measured.value FROM (SELECT (
SELECT COALESCE(100.0 * COUNT(CASE WHEN contact IS NULL THEN 1 END) / NULLIF(COUNT(*), 0), 0) FROM {{ ref('parcel_scan') }}
) AS value) AS measured
WHERE measured.value IS NULL OR NOT (measured.value < 20)
