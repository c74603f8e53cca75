create table if not exists shop (
  id varchar(60) primary key,
  name varchar(200) not null,
  currency char(3) not null,
  prices_include_tax boolean not null,
  tax_percent decimal(7, 4) not null,
  shipping_amount bigint not null,
  capture_within_seconds bigint not null,
  session_seconds bigint not null,
  owner_key_hash varchar(64) not null,
  admin_key_hash varchar(64) not null,
  webhook_secret varchar(100) not null,
  fingerprint varchar(60) not null unique,
  webhook_url varchar(2000) not null,
  switched_off varchar(500) not null
);
create table if not exists counter (
  shop_id varchar(60) primary key references shop,
  change_no bigint not null,
  order_no bigint not null
);
create table if not exists variant (
  shop_id varchar(60) not null references shop,
  id varchar(60) not null,
  product_id varchar(60) not null,
  title varchar(300) not null,
  sku varchar(100) not null,
  price bigint not null check (price >= 0),
  stock integer not null check (stock >= 0),
  available boolean not null,
  primary key (shop_id, id)
);
create index if not exists variant_by_product on variant (shop_id, product_id);
create table if not exists customer (
  shop_id varchar(60) not null references shop,
  id varchar(60) not null,
  name varchar(200) not null,
  email varchar(200) not null,
  password_hash varchar(200) not null,
  registered_at timestamp(3) with time zone not null,
  primary key (shop_id, id),
  unique (shop_id, email)
);
create table if not exists customer_session (
  shop_id varchar(60) not null references shop,
  token_hash varchar(64) not null,
  customer_id varchar(60) not null,
  expires_at timestamp(3) with time zone not null,
  primary key (shop_id, token_hash)
);
create table if not exists coupon (
  shop_id varchar(60) not null references shop,
  code varchar(60) not null,
  percent integer not null check (percent between 1 and 100),
  primary key (shop_id, code)
);
create table if not exists adjustment (
  shop_id varchar(60) not null references shop,
  code varchar(60) not null,
  title varchar(300) not null,
  amount bigint not null check (amount <> 0),
  primary key (shop_id, code)
);
create table if not exists gift_card (
  shop_id varchar(60) not null references shop,
  code varchar(60) not null,
  balance bigint not null check (balance >= 0),
  primary key (shop_id, code)
);
create table if not exists offer (
  shop_id varchar(60) not null references shop,
  id varchar(60) not null,
  variant_id varchar(60) not null,
  listed_price bigint not null,
  max_quantity integer not null,
  starts_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  primary key (shop_id, id)
);
create table if not exists admission (
  shop_id varchar(60) not null references shop,
  code varchar(60) not null,
  offer_id varchar(60) not null,
  customer_id varchar(60) not null,
  reference varchar(300) not null,
  max_quantity integer not null,
  used_quantity integer not null check (used_quantity between 0 and max_quantity),
  ends_at timestamp(3) with time zone not null,
  primary key (shop_id, code),
  unique (shop_id, offer_id, customer_id)
);
create table if not exists placed_order (
  shop_id varchar(60) not null references shop,
  id varchar(60) not null,
  customer_id varchar(60),
  placed_at timestamp(3) with time zone not null,
  change_no bigint not null,
  document varchar(1000000) not null,
  primary key (shop_id, id)
);
create unique index if not exists order_by_change on placed_order (shop_id, change_no);
create index if not exists order_by_customer on placed_order (shop_id, customer_id, placed_at);
create table if not exists store_credit (
  shop_id varchar(60) not null references shop,
  id varchar(60) not null,
  customer_id varchar(60) not null,
  command_key varchar(300) not null,
  amount bigint not null check (amount <> 0),
  reason varchar(10000) not null,
  given_at timestamp(3) with time zone not null,
  primary key (shop_id, id)
);
create index if not exists store_credit_by_customer on store_credit (shop_id, customer_id);
create table if not exists command (
  shop_id varchar(60) not null references shop,
  command_key varchar(300) not null,
  operation varchar(60) not null,
  request_hash varchar(64) not null,
  answer varchar(10000) not null,
  done_at timestamp(3) with time zone not null,
  primary key (shop_id, command_key)
);
