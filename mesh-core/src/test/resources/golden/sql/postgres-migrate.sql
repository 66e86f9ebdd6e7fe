BEGIN;
-- Drop check 'ck_customers__email__pattern' of 'shop.customers'
ALTER TABLE "shop"."customers" DROP CONSTRAINT "ck_customers__email__pattern";
-- Drop check 'ck_customers__level__exclusive_maximum' of 'shop.customers'
ALTER TABLE "shop"."customers" DROP CONSTRAINT "ck_customers__level__exclusive_maximum";
-- Drop unique constraint 'uq_customers__email' of 'shop.customers'
ALTER TABLE "shop"."customers" DROP CONSTRAINT "uq_customers__email";
-- Drop check 'ck_orders__status__values' of 'shop.orders'
ALTER TABLE "shop"."orders" DROP CONSTRAINT "ck_orders__status__values";
-- Drop check 'ck_orders__amount__minimum' of 'shop.orders'
ALTER TABLE "shop"."orders" DROP CONSTRAINT "ck_orders__amount__minimum";
-- Drop check 'ck_orders__amount__multiple' of 'shop.orders'
ALTER TABLE "shop"."orders" DROP CONSTRAINT "ck_orders__amount__multiple";
-- destructive: Drop table 'shop.vouchers' with all its rows
DROP TABLE "shop"."vouchers";
-- destructive: Drop column 'Odd Name' of 'shop.orders' with its values
ALTER TABLE "shop"."orders" DROP COLUMN "Odd Name";
-- Rename column 'email' of 'shop.customers' to 'mail'
ALTER TABLE "shop"."customers" RENAME COLUMN "email" TO "mail";
-- Create table 'shop.stores'
CREATE TABLE "shop"."stores" (
  "store_id" INTEGER NOT NULL,
  CONSTRAINT "pk_stores" PRIMARY KEY ("store_id")
);
COMMENT ON TABLE "shop"."stores" IS 'Where orders are handed out';
-- Change 'mail' of 'shop.customers' from VARCHAR(100) to VARCHAR(200)
ALTER TABLE "shop"."customers" ALTER COLUMN "mail" TYPE VARCHAR(200);
-- Allow nulls in 'mail' of 'shop.customers'
ALTER TABLE "shop"."customers" ALTER COLUMN "mail" DROP NOT NULL;
-- Add column 'store_id' to 'shop.orders'
ALTER TABLE "shop"."orders" ADD COLUMN "store_id" INTEGER;
-- Allow nulls in 'placed_ts' of 'shop.orders'
ALTER TABLE "shop"."orders" ALTER COLUMN "placed_ts" DROP NOT NULL;
-- Change 'amount' of 'shop.orders' from NUMERIC(12,2) to NUMERIC(14,2)
ALTER TABLE "shop"."orders" ALTER COLUMN "amount" TYPE NUMERIC(14,2) USING CAST("amount" AS NUMERIC(14,2));
-- Add check 'ck_customers__mail__pattern' to 'shop.customers'
ALTER TABLE "shop"."customers" ADD CONSTRAINT "ck_customers__mail__pattern" CHECK ("mail" ~ '\A[^@]+@[^@]+\Z');
-- Add check 'ck_customers__level__exclusive_maximum' to 'shop.customers'
ALTER TABLE "shop"."customers" ADD CONSTRAINT "ck_customers__level__exclusive_maximum" CHECK ("level" < 21);
-- Add check 'ck_orders__status__values' to 'shop.orders'
ALTER TABLE "shop"."orders" ADD CONSTRAINT "ck_orders__status__values" CHECK ("status" IN ('placed', 'it''s', 'shipped', 'back'));
-- Add check 'ck_orders__amount__minimum' to 'shop.orders'
ALTER TABLE "shop"."orders" ADD CONSTRAINT "ck_orders__amount__minimum" CHECK ("amount" >= 0);
-- Add check 'ck_orders__amount__multiple' to 'shop.orders'
ALTER TABLE "shop"."orders" ADD CONSTRAINT "ck_orders__amount__multiple" CHECK ("amount" % 0.05 = 0);
-- Create index 'ix_orders__store_id' on 'shop.orders'
CREATE INDEX "ix_orders__store_id" ON "shop"."orders" ("store_id");
-- destructive: Add foreign key [store_id] from 'shop.orders' to 'shop.stores', which fails if rows break it
ALTER TABLE "shop"."orders" ADD CONSTRAINT "fk_orders__store_id" FOREIGN KEY ("store_id") REFERENCES "shop"."stores" ("store_id");
-- Comment 'shop.customers'
COMMENT ON TABLE "shop"."customers" IS 'Customers; it''s "them" \ us';
COMMENT ON COLUMN "shop"."customers"."level" IS 'From 1 to 20';
COMMIT;
