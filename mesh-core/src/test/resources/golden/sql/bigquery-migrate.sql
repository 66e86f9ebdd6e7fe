-- destructive: Drop table 'my-project.shop.vouchers' with all its rows
DROP TABLE `my-project`.`shop`.`vouchers`;
-- destructive: Drop column 'Odd Name' of 'my-project.shop.orders' with its values
ALTER TABLE `my-project`.`shop`.`orders` DROP COLUMN `Odd Name`;
-- Rename column 'email' of 'my-project.shop.customers' to 'mail'
ALTER TABLE `my-project`.`shop`.`customers` RENAME COLUMN `email` TO `mail`;
-- Create table 'my-project.shop.stores'
CREATE TABLE `my-project`.`shop`.`stores` (
  `store_id` INT64 NOT NULL,
  PRIMARY KEY (`store_id`) NOT ENFORCED
)
OPTIONS (description = 'Where orders are handed out');
-- Change 'mail' of 'my-project.shop.customers' from STRING(100) to STRING(200)
ALTER TABLE `my-project`.`shop`.`customers` ALTER COLUMN `mail` SET DATA TYPE STRING(200);
-- Allow nulls in 'mail' of 'my-project.shop.customers'
ALTER TABLE `my-project`.`shop`.`customers` ALTER COLUMN `mail` DROP NOT NULL;
-- Add column 'store_id' to 'my-project.shop.orders'
ALTER TABLE `my-project`.`shop`.`orders` ADD COLUMN `store_id` INT64;
-- Allow nulls in 'placed_ts' of 'my-project.shop.orders'
ALTER TABLE `my-project`.`shop`.`orders` ALTER COLUMN `placed_ts` DROP NOT NULL;
-- Change 'amount' of 'my-project.shop.orders' from NUMERIC(12, 2) to NUMERIC(14, 2)
ALTER TABLE `my-project`.`shop`.`orders` ALTER COLUMN `amount` SET DATA TYPE NUMERIC(14, 2);
-- Add foreign key [store_id] from 'my-project.shop.orders' to 'my-project.shop.stores'
ALTER TABLE `my-project`.`shop`.`orders` ADD CONSTRAINT `fk_orders__store_id` FOREIGN KEY (`store_id`) REFERENCES `my-project`.`shop`.`stores` (`store_id`) NOT ENFORCED;
-- Comment 'my-project.shop.customers'
ALTER TABLE `my-project`.`shop`.`customers` SET OPTIONS (description = 'Customers; it\'s "them" \\ us');
ALTER TABLE `my-project`.`shop`.`customers` ALTER COLUMN `level` SET OPTIONS (description = 'From 1 to 20');
