BEGIN;
-- Drop check 'ck_t__person__shape' of 't'
ALTER TABLE "t" DROP CONSTRAINT "ck_t__person__shape";
-- Drop check 'ck_t__person__age__range' of 't'
ALTER TABLE "t" DROP CONSTRAINT "ck_t__person__age__range";
-- Drop check 'ck_t__lines__shape' of 't'
ALTER TABLE "t" DROP CONSTRAINT "ck_t__lines__shape";
-- Change 'person' of 't' to other names inside
UPDATE "t" SET "person" = CASE WHEN jsonb_typeof("person") = 'object' THEN ("person" - ARRAY['email']) || CASE WHEN ("person" -> 'email') IS NULL THEN '{}' ELSE jsonb_build_object('mail', ("person" -> 'email')) END ELSE "person" END WHERE "person" IS NOT NULL;
-- Change 'lines' of 't' to other names inside
UPDATE "t" SET "lines" = CASE WHEN jsonb_typeof("lines") = 'array' THEN (SELECT coalesce(jsonb_agg(CASE WHEN jsonb_typeof(item0.value) = 'object' THEN (item0.value - ARRAY['sku']) || CASE WHEN (item0.value -> 'sku') IS NULL THEN '{}' ELSE jsonb_build_object('article', (item0.value -> 'sku')) END ELSE item0.value END ORDER BY item0.place), '[]') FROM jsonb_array_elements("lines") WITH ORDINALITY AS item0(value, place)) ELSE "lines" END WHERE "lines" IS NOT NULL;
-- Add check 'ck_t__person__shape' to 't'
ALTER TABLE "t" ADD CONSTRAINT "ck_t__person__shape" CHECK (jsonb_typeof("person") = 'object');
-- Add check 'ck_t__person__age__range' to 't'
ALTER TABLE "t" ADD CONSTRAINT "ck_t__person__age__range" CHECK (CAST(("person" ->> 'age') AS NUMERIC) >= -9223372036854775808 AND CAST(("person" ->> 'age') AS NUMERIC) <= 9223372036854775807);
-- Add check 'ck_t__lines__shape' to 't'
ALTER TABLE "t" ADD CONSTRAINT "ck_t__lines__shape" CHECK (jsonb_typeof("lines") = 'array');
COMMIT;
