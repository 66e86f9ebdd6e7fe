{{ config(severity='warn') }}
SELECT measured.value FROM (SELECT (
SELECT COUNT(*) FROM {{ ref('parcel_scan') }} WHERE label IN ('', '?')
) AS value) AS measured
WHERE measured.value IS NULL OR NOT (measured.value = 0)
