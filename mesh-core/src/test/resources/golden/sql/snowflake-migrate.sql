-- Drop unique constraint 'uq_customers__email' of 'MAIN.SHOP.customers'
ALTER TABLE "MAIN"."SHOP"."customers" DROP CONSTRAINT "uq_customers__email";
-- destructive: Drop table 'MAIN.SHOP.vouchers' with all its rows
DROP TABLE "MAIN"."SHOP"."vouchers";
-- destructive: Drop column 'Odd Name' of 'MAIN.SHOP.orders' with its values
ALTER TABLE "MAIN"."SHOP"."orders" DROP COLUMN "Odd Name";
-- Rename column 'email' of 'MAIN.SHOP.customers' to 'mail'
ALTER TABLE "MAIN"."SHOP"."customers" RENAME COLUMN "email" TO "mail";
-- Create table 'MAIN.SHOP.stores'
CREATE TABLE "MAIN"."SHOP"."stores" (
  "store_id" NUMBER(10,0) NOT NULL,
  CONSTRAINT "pk_stores" PRIMARY KEY ("store_id") NOT ENFORCED
)
COMMENT = 'Where orders are handed out';
-- Change 'mail' of 'MAIN.SHOP.customers' from VARCHAR(100) to VARCHAR(200)
ALTER TABLE "MAIN"."SHOP"."customers" ALTER COLUMN "mail" SET DATA TYPE VARCHAR(200);
-- Allow nulls in 'mail' of 'MAIN.SHOP.customers'
ALTER TABLE "MAIN"."SHOP"."customers" ALTER COLUMN "mail" DROP NOT NULL;
-- Add column 'store_id' to 'MAIN.SHOP.orders'
ALTER TABLE "MAIN"."SHOP"."orders" ADD COLUMN "store_id" NUMBER(10,0);
-- Allow nulls in 'placed_ts' of 'MAIN.SHOP.orders'
ALTER TABLE "MAIN"."SHOP"."orders" ALTER COLUMN "placed_ts" DROP NOT NULL;
-- Change 'amount' of 'MAIN.SHOP.orders' from NUMBER(12,2) to NUMBER(14,2)
ALTER TABLE "MAIN"."SHOP"."orders" ALTER COLUMN "amount" SET DATA TYPE NUMBER(14,2);
-- Add foreign key [store_id] from 'MAIN.SHOP.orders' to 'MAIN.SHOP.stores'
ALTER TABLE "MAIN"."SHOP"."orders" ADD CONSTRAINT "fk_orders__store_id" FOREIGN KEY ("store_id") REFERENCES "MAIN"."SHOP"."stores" ("store_id") NOT ENFORCED;
-- Comment 'MAIN.SHOP.customers'
COMMENT ON TABLE "MAIN"."SHOP"."customers" IS 'Customers; it\'s "them" \\ us';
COMMENT ON COLUMN "MAIN"."SHOP"."customers"."level" IS 'From 1 to 20';
