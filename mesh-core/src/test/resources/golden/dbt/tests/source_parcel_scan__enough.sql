{{ config(severity='error') }}
SELECT measured.value FROM (SELECT (
SELECT COUNT(*) FROM {{ source('test_parcels', 'parcel_scan') }}
) AS value) AS measured
WHERE measured.value IS NULL OR NOT (measured.value BETWEEN 1 AND 1000000)
