{{ config(severity='warn') }}
SELECT measured.value FROM (SELECT (
SELECT COUNT(*) FROM {{ source('test_parcels', 'parcel_scan') }} WHERE label IN ('', '?')
) AS value) AS measured
WHERE measured.value IS NULL OR NOT (measured.value = 0)
