-- a small table on every node
CREATE TABLE "customers" (
  "id" BIGINT IDENTITY(1, 1) NOT NULL,
  "name" VARCHAR(100) NOT NULL,
  "region" VARCHAR(256),
  "active" BOOLEAN NOT NULL,
  PRIMARY KEY ("id")
)
DISTSTYLE ALL;

-- keys, encodings, a default, a foreign key
CREATE TABLE IF NOT EXISTS "orders" (
  "id" BIGINT IDENTITY(1, 1) NOT NULL,
  "customer_id" BIGINT NOT NULL,
  "placed_at" TIMESTAMPTZ ENCODE AZ64 NOT NULL,
  "total" DECIMAL(12, 2) NOT NULL,
  "note" VARCHAR(800),
  "created_at" TIMESTAMP DEFAULT getdate() NOT NULL,
  "payload" SUPER,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("customer_id") REFERENCES "customers"
)
DISTKEY ("customer_id")
COMPOUND SORTKEY ("placed_at", "customer_id");

-- every type
CREATE TABLE "everything" (
  "id" INTEGER NOT NULL,
  "small" SMALLINT NOT NULL,
  "big" BIGINT,
  "real" REAL NOT NULL,
  "double" DOUBLE PRECISION,
  "boolean" BOOLEAN,
  "decimal" DECIMAL(38, 10),
  "character" CHAR(8),
  "text" VARCHAR(65535),
  "date" DATE,
  "time" TIME,
  "timestamp" TIMESTAMP,
  "timestamptz" TIMESTAMPTZ,
  "uuid" VARCHAR(36),
  "bytes" VARBYTE(100),
  "json" SUPER,
  PRIMARY KEY ("id")
);

