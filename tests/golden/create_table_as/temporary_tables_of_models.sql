-- as the model declares
CREATE TEMPORARY TABLE "new_orders" (
  "id" BIGINT NOT NULL,
  "customer_id" BIGINT NOT NULL,
  "placed_at" TIMESTAMPTZ NOT NULL,
  "total" DECIMAL(12, 2) NOT NULL,
  "note" VARCHAR(800),
  "created_at" TIMESTAMP NOT NULL,
  "payload" SUPER
)
DISTKEY ("customer_id")
COMPOUND SORTKEY ("placed_at", "customer_id");

-- on every node
CREATE TEMPORARY TABLE "arrivals" (
  "id" BIGINT NOT NULL,
  "name" VARCHAR(100) NOT NULL,
  "region" VARCHAR(256),
  "active" BOOLEAN NOT NULL
)
DISTSTYLE ALL;

-- with other keys
CREATE TEMPORARY TABLE "sent" (
  "customer_id" BIGINT NOT NULL,
  "shipped_on" DATE NOT NULL,
  "parcels" INTEGER NOT NULL
)
DISTKEY ("parcels")
COMPOUND SORTKEY ("customer_id", "parcels");

-- without a key
CREATE TEMPORARY TABLE "sent" (
  "customer_id" BIGINT NOT NULL,
  "shipped_on" DATE NOT NULL,
  "parcels" INTEGER NOT NULL
)
DISTSTYLE EVEN
COMPOUND SORTKEY ("shipped_on");

