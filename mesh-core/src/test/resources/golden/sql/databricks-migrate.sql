-- Drop check 'ck_customers__email__max_length' of 'main.shop.customers'
ALTER TABLE `main`.`shop`.`customers` DROP CONSTRAINT `ck_customers__email__max_length`;
-- Drop check 'ck_customers__email__pattern' of 'main.shop.customers'
ALTER TABLE `main`.`shop`.`customers` DROP CONSTRAINT `ck_customers__email__pattern`;
-- Drop check 'ck_customers__level__exclusive_maximum' of 'main.shop.customers'
ALTER TABLE `main`.`shop`.`customers` DROP CONSTRAINT `ck_customers__level__exclusive_maximum`;
-- Drop check 'ck_orders__status__values' of 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` DROP CONSTRAINT `ck_orders__status__values`;
-- Drop check 'ck_orders__amount__minimum' of 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` DROP CONSTRAINT `ck_orders__amount__minimum`;
-- Drop check 'ck_orders__amount__multiple' of 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` DROP CONSTRAINT `ck_orders__amount__multiple`;
-- destructive: Drop table 'main.shop.vouchers' with all its rows
DROP TABLE `main`.`shop`.`vouchers`;
-- destructive: Drop column 'Odd Name' of 'main.shop.orders' with its values
ALTER TABLE `main`.`shop`.`orders` DROP COLUMN `Odd Name`;
-- Rename column 'email' of 'main.shop.customers' to 'mail'
ALTER TABLE `main`.`shop`.`customers` RENAME COLUMN `email` TO `mail`;
-- Create table 'main.shop.stores'
CREATE TABLE `main`.`shop`.`stores` (
  `store_id` INT NOT NULL,
  CONSTRAINT `pk_stores` PRIMARY KEY (`store_id`) NOT ENFORCED
)
USING DELTA
COMMENT 'Where orders are handed out'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.enableTypeWidening' = 'true');
-- Allow nulls in 'mail' of 'main.shop.customers'
ALTER TABLE `main`.`shop`.`customers` ALTER COLUMN `mail` DROP NOT NULL;
-- Add column 'store_id' to 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` ADD COLUMN `store_id` INT;
-- Allow nulls in 'placed_ts' of 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` ALTER COLUMN `placed_ts` DROP NOT NULL;
-- Change 'amount' of 'main.shop.orders' from DECIMAL(12,2) to DECIMAL(14,2)
ALTER TABLE `main`.`shop`.`orders` ALTER COLUMN `amount` TYPE DECIMAL(14,2);
-- Add check 'ck_customers__mail__max_length' to 'main.shop.customers'
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `ck_customers__mail__max_length` CHECK (char_length(`mail`) <= 200);
-- Add check 'ck_customers__mail__pattern' to 'main.shop.customers'
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `ck_customers__mail__pattern` CHECK (`mail` RLIKE '^[^@]+@[^@]+\\z');
-- Add check 'ck_customers__level__exclusive_maximum' to 'main.shop.customers'
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `ck_customers__level__exclusive_maximum` CHECK (`level` < 21);
-- Add check 'ck_orders__status__values' to 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__status__values` CHECK (`status` IN ('placed', 'it\'s', 'shipped', 'back'));
-- Add check 'ck_orders__amount__minimum' to 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__amount__minimum` CHECK (`amount` >= 0);
-- Add check 'ck_orders__amount__multiple' to 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__amount__multiple` CHECK (`amount` % 0.05 = 0);
-- Add foreign key [store_id] from 'main.shop.orders' to 'main.shop.stores'
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `fk_orders__store_id` FOREIGN KEY (`store_id`) REFERENCES `main`.`shop`.`stores` (`store_id`) NOT ENFORCED;
-- Comment 'main.shop.customers'
COMMENT ON TABLE `main`.`shop`.`customers` IS 'Customers; it\'s "them" \\ us';
ALTER TABLE `main`.`shop`.`customers` ALTER COLUMN `level` COMMENT 'From 1 to 20';
-- Comment 'main.shop.orders'
ALTER TABLE `main`.`shop`.`orders` ALTER COLUMN `customer`.`email` COMMENT 'their mail';
