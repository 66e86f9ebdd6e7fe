BEGIN;
-- Set the rows of 'customers' aside
CREATE TABLE "mesh_rows_of_customers" AS SELECT * FROM "customers";
-- Set the rows of 'orders' aside
CREATE TABLE "mesh_rows_of_orders" AS SELECT * FROM "orders";
-- Drop 'orders', whose rows are set aside
DROP TABLE "orders";
-- destructive: Drop table 'vouchers' with all its rows
DROP TABLE "vouchers";
-- Drop 'customers', whose rows are set aside
DROP TABLE "customers";
-- Make 'customers' anew and put its rows back: rename column 'email' to 'mail'; allow nulls in 'mail'; check 'ck_customers__mail__max_length'; check 'ck_customers__level__exclusive_maximum'; fewer unique constraints
CREATE TABLE "customers" (
  "id" BIGINT NOT NULL,
  "mail" VARCHAR,
  "level" UTINYINT,
  "referred_by" BIGINT,
  CONSTRAINT "pk_customers" PRIMARY KEY ("id"),
  CONSTRAINT "ck_customers__mail__max_length" CHECK (length("mail") <= 200),
  CONSTRAINT "ck_customers__mail__pattern" CHECK (regexp_matches("mail", '^[^@]+@[^@]+\z')),
  CONSTRAINT "ck_customers__level__minimum" CHECK ("level" >= 1),
  CONSTRAINT "ck_customers__level__exclusive_maximum" CHECK ("level" < 21)
);
COMMENT ON TABLE "customers" IS 'Customers; it''s "them" \ us';
COMMENT ON COLUMN "customers"."mail" IS 'Where to write
to';
COMMENT ON COLUMN "customers"."level" IS 'From 1 to 20';
INSERT INTO "customers" ("id", "mail", "level", "referred_by") SELECT "id", "email", "level", "referred_by" FROM "mesh_rows_of_customers";
DROP TABLE "mesh_rows_of_customers";
-- Create table 'stores'
CREATE TABLE "stores" (
  "store_id" INTEGER NOT NULL,
  CONSTRAINT "pk_stores" PRIMARY KEY ("store_id")
);
COMMENT ON TABLE "stores" IS 'Where orders are handed out';
-- destructive: Make 'orders' anew and put its rows back: drop column 'Odd Name' with its values; add column 'store_id'; allow nulls in 'placed_ts'; change 'amount' from DECIMAL(12,2) to DECIMAL(14,2); check 'ck_orders__status__values'; foreign key [store_id] to 'stores', which fails if rows break it
CREATE TABLE "orders" (
  "order_id" UUID NOT NULL,
  "customer_id" BIGINT NOT NULL,
  "placed_ts" TIMESTAMPTZ,
  "store_id" INTEGER,
  "status" VARCHAR,
  "amount" DECIMAL(14,2),
  "customer" STRUCT("email" VARCHAR, "age" INTEGER, "address" STRUCT("city" VARCHAR)),
  "tags" VARCHAR[],
  "lines" STRUCT("sku" VARCHAR, "qty" INTEGER)[],
  "extra" JSON,
  "at" TIME,
  CONSTRAINT "pk_orders" PRIMARY KEY ("order_id"),
  CONSTRAINT "ck_orders__placed_ts__minimum" CHECK ("placed_ts" >= TIMESTAMPTZ '2020-01-01 00:00:00+00:00'),
  CONSTRAINT "ck_orders__status__values" CHECK ("status" IN ('placed', 'it''s', 'shipped', 'back')),
  CONSTRAINT "ck_orders__amount__minimum" CHECK ("amount" >= 0),
  CONSTRAINT "ck_orders__amount__multiple" CHECK ("amount" % 0.05 = 0),
  CONSTRAINT "ck_orders__customer__email__required" CHECK ("customer" IS NULL OR struct_extract("customer", 'email') IS NOT NULL),
  CONSTRAINT "ck_orders__customer__email__min_length" CHECK (length(struct_extract("customer", 'email')) >= 3),
  CONSTRAINT "ck_orders__customer__email__max_length" CHECK (length(struct_extract("customer", 'email')) <= 50),
  CONSTRAINT "ck_orders__customer__age__minimum" CHECK (struct_extract("customer", 'age') >= 0),
  CONSTRAINT "ck_orders__customer__address__city__required" CHECK (struct_extract("customer", 'address') IS NULL OR struct_extract(struct_extract("customer", 'address'), 'city') IS NOT NULL),
  CONSTRAINT "ck_orders__tags__min_items" CHECK (len("tags") >= 1),
  CONSTRAINT "ck_orders__tags__max_items" CHECK (len("tags") <= 5),
  CONSTRAINT "ck_orders__tags__unique_items" CHECK (list_count("tags") = len(list_distinct("tags"))),
  CONSTRAINT "ck_orders__extra__shape" CHECK (json_type("extra") = 'OBJECT'),
  CONSTRAINT "fk_orders__customer_id" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id"),
  CONSTRAINT "fk_orders__store_id" FOREIGN KEY ("store_id") REFERENCES "stores" ("store_id")
);
INSERT INTO "orders" ("order_id", "customer_id", "placed_ts", "status", "amount", "customer", "tags", "lines", "extra", "at") SELECT "order_id", "customer_id", "placed_ts", "status", CAST("amount" AS DECIMAL(14,2)), "customer", "tags", "lines", "extra", "at" FROM "mesh_rows_of_orders";
DROP TABLE "mesh_rows_of_orders";
COMMIT;
