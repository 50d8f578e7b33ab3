CREATE TABLE parent (id INT NOT NULL DEFAULT 7, name VARCHAR(8), PRIMARY KEY (id)) DISTKEY (id) SORTKEY (id);
INSERT INTO parent VALUES (1, 'one'), (2, 'two');
CREATE TABLE plain (a INT, b VARCHAR(8));
