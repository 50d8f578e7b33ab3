-- a full one, in so many words
VACUUM FULL "orders";

-- a threshold
VACUUM FULL "orders" TO 75 PERCENT;

-- sorting alone, boosted
VACUUM SORT ONLY "orders" TO 100 PERCENT BOOST;

-- reclaiming space alone
VACUUM DELETE ONLY "orders" TO 0 PERCENT;

-- interleaved keys anew
VACUUM REINDEX "visits";

-- the unsorted part
VACUUM RECLUSTER "orders" BOOST;

