BEGIN;
-- Set the rows of 't' aside
CREATE TABLE "mesh_rows_of_t" AS SELECT * FROM "t";
-- Drop 't', whose rows are set aside
DROP TABLE "t";
-- destructive: Make 't' anew and put its rows back: change 'person' from STRUCT("email" VARCHAR, "age" INTEGER, "old" BOOLEAN) to STRUCT("mail" VARCHAR, "age" BIGINT, "city" VARCHAR); change 'lines' from STRUCT("sku" VARCHAR)[] to STRUCT("article" VARCHAR, "qty" INTEGER)[]
CREATE TABLE "t" (
  "id" BIGINT NOT NULL,
  "ts" TIMESTAMPTZ,
  "person" STRUCT("mail" VARCHAR, "age" BIGINT, "city" VARCHAR),
  "lines" STRUCT("article" VARCHAR, "qty" INTEGER)[]
);
INSERT INTO "t" ("id", "ts", "person", "lines") SELECT "id", "ts", CASE WHEN "person" IS NULL THEN NULL ELSE struct_pack("mail" := struct_extract("person", 'email'), "age" := CAST(struct_extract("person", 'age') AS BIGINT), "city" := CAST(NULL AS VARCHAR)) END, list_transform("lines", lambda item0: CASE WHEN item0 IS NULL THEN NULL ELSE struct_pack("article" := struct_extract(item0, 'sku'), "qty" := CAST(NULL AS INTEGER)) END) FROM "mesh_rows_of_t";
DROP TABLE "mesh_rows_of_t";
COMMIT;
