CREATE TABLE sales (id INT NOT NULL, region VARCHAR(8) DEFAULT 'none', amount INT, price DECIMAL(6, 2));
INSERT INTO sales VALUES (1, 'north', 10, 2.50), (2, 'south', 20, 3.00);
CREATE TABLE staging (id INT NOT NULL, region VARCHAR(8), amount INT, price DECIMAL(6, 2));
INSERT INTO staging VALUES (2, 'east', 21, 3.00), (3, 'west', 30, 4.00);
CREATE TABLE counted (id INT IDENTITY(1, 1), a INT);
CREATE TABLE documents (id INT, data SUPER);
INSERT INTO documents SELECT 1, JSON_PARSE('{"a": 1}');
