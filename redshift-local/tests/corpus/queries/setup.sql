CREATE TABLE sales (id INT, region VARCHAR(8), amount INT, price DECIMAL(8, 2), sold DATE);
INSERT INTO sales VALUES
    (1, 'north', 10, 2.50, '2026-01-05'), (2, 'north', 20, 3.00, '2026-01-20'),
    (3, 'south', 5, NULL, '2026-02-03'), (4, 'south', 5, 1.25, '2026-02-10');
CREATE TABLE regions (region VARCHAR(8), chief VARCHAR(8));
INSERT INTO regions VALUES ('north', 'Ada'), ('west', 'Bo');
CREATE TABLE staff (id INT, name VARCHAR(20), manager_id INT);
INSERT INTO staff VALUES (100, 'Carlos', NULL), (101, 'John', 100), (102, 'Jorge', 101), (103, 'Kwaku', 101), (201, 'Sofia', 102);
CREATE TABLE count_by_color (quality VARCHAR(10), red INT, green INT, blue INT);
INSERT INTO count_by_color VALUES ('high', 15, 20, 7), ('normal', 35, NULL, 40), ('low', 10, 23, NULL);
CREATE TABLE part (partname VARCHAR(10), manufacturer VARCHAR(20), quality INT, price DECIMAL(12, 2));
INSERT INTO part VALUES
    ('prop', 'local parts co', 2, 10.00), ('prop', 'big parts co', NULL, 9.00), ('prop', 'small parts co', 1, 12.00),
    ('rudder', 'local parts co', 1, 2.50), ('rudder', 'big parts co', 2, 3.75), ('rudder', 'small parts co', NULL, 1.90),
    ('wing', 'local parts co', NULL, 7.50), ('wing', 'big parts co', 1, 15.20), ('wing', 'small parts co', NULL, 11.80);
CREATE TABLE events (id INT, data SUPER);
INSERT INTO events SELECT 1, JSON_PARSE('{"kind": "a", "tags": ["x", "y"], "size": 3}');
