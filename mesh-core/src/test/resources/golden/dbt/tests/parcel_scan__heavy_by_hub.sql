{{ config(severity='warn') }}
-- Few parcels are heavy.
SELECT measured.value FROM (SELECT (
SELECT COUNT(*) FROM {{ ref('parcel_scan') }} WHERE weight > 900
) AS value) AS measured
WHERE measured.value IS NULL OR NOT (measured.value <= 5)
