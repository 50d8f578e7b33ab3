"""SQLAlchemy with sqlalchemy-redshift, over psycopg2 and over AWS's driver: tables made, reflected, filled and asked."""

import datetime
import decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session, declarative_base, relationship
from sqlalchemy_redshift.dialect import SUPER, TIMESTAMPTZ

from claims import DATABASE, HOST, PORT, USER, done, equal, refused


def run(engine, suffix):
    """All claims, over one driver, on tables whose names end in `suffix`."""
    Base = declarative_base()

    class Customer(Base):
        __tablename__ = f"customers_{suffix}"
        __table_args__ = {"redshift_diststyle": "ALL"}
        id = sa.Column(sa.BigInteger, primary_key=True, autoincrement=False)
        name = sa.Column(sa.String(100), nullable=False, redshift_encode="zstd")
        orders = relationship("Order", back_populates="customer", order_by="Order.placed_at")

    class Order(Base):
        __tablename__ = f"orders_{suffix}"
        __table_args__ = (
            sa.UniqueConstraint("placed_at", "note", name=f"once_{suffix}"),
            {"redshift_diststyle": "KEY", "redshift_distkey": "customer_id", "redshift_sortkey": ("placed_at", "customer_id")},
        )
        id = sa.Column(sa.BigInteger, primary_key=True, autoincrement=False)
        customer_id = sa.Column(sa.BigInteger, sa.ForeignKey(Customer.id), nullable=False)
        placed_at = sa.Column(sa.DateTime)
        total = sa.Column(sa.Numeric(12, 2))
        note = sa.Column(sa.String(20), server_default="-")
        customer = relationship(Customer, back_populates="orders")

    metadata = sa.MetaData()
    events = sa.Table(
        f"events_{suffix}", metadata,
        sa.Column("id", sa.BigInteger, redshift_identity=(10, 5)),
        sa.Column("kind", sa.String(10), redshift_distkey=True, redshift_sortkey=True),
        sa.Column("at", TIMESTAMPTZ), sa.Column("payload", SUPER),
    )
    crossed = sa.Table(
        f"crossed_{suffix}", metadata, sa.Column("a", sa.Integer), sa.Column("b", sa.Integer, comment="the second"),
        redshift_diststyle="EVEN", redshift_interleaved_sortkey=["b", "a"], schema="shop",
    )

    Base.metadata.create_all(engine)
    # What is there is not made again.
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE SCHEMA IF NOT EXISTS shop"))
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.text(f"CREATE VIEW notes_{suffix} AS SELECT id, note FROM orders_{suffix}"))
        connection.execute(
            sa.text(f"CREATE VIEW late_{suffix} AS SELECT id, note FROM public.orders_{suffix} WITH NO SCHEMA BINDING")
        )

    # Reflection.
    inspector = sa.inspect(engine)
    names = {f"customers_{suffix}", f"events_{suffix}", f"orders_{suffix}"}
    equal(names <= set(inspector.get_table_names()), True)
    equal([name for name in inspector.get_table_names("shop") if name.endswith(suffix)], [f"crossed_{suffix}"])
    equal(sorted(name for name in inspector.get_view_names() if name.endswith(suffix)), [f"late_{suffix}", f"notes_{suffix}"])
    equal(sorted(inspector.get_schema_names()), ["information_schema", "public", "shop"])
    equal(inspector.has_table(f"orders_{suffix}"), True)
    equal(inspector.has_table("nothing"), False)
    columns = inspector.get_columns(f"orders_{suffix}")
    equal([(column["name"], str(column["type"]), column["nullable"]) for column in columns], [
        ("id", "BIGINT", False), ("customer_id", "BIGINT", False), ("placed_at", "TIMESTAMP", True), ("total", "NUMERIC(12, 2)", True),
        ("note", "VARCHAR(20)", True),
    ])
    equal([column["info"].get("encode") for column in columns], ["az64", None, None, "az64", "lzo"])
    equal(columns[4]["default"], "'-'::character varying")
    equal({column["name"]: str(column["type"]) for column in inspector.get_columns(f"late_{suffix}")}, {
        "id": "BIGINT", "note": "VARCHAR(20)",
    })
    equal(inspector.get_columns(f"customers_{suffix}")[1]["info"], {"encode": "zstd"})
    equal(inspector.get_columns(f"crossed_{suffix}", "shop")[1]["comment"], "the second")
    equal(inspector.get_pk_constraint(f"orders_{suffix}"), {"constrained_columns": ["id"], "name": f"orders_{suffix}_pkey"})
    (foreign_key,) = inspector.get_foreign_keys(f"orders_{suffix}")
    equal((foreign_key["constrained_columns"], foreign_key["referred_table"]), (["customer_id"], f"customers_{suffix}"))
    equal(inspector.get_unique_constraints(f"orders_{suffix}"), [{"name": f"once_{suffix}", "column_names": ["placed_at", "note"]}])
    equal(inspector.get_check_constraints(f"orders_{suffix}"), [])
    equal(inspector.get_indexes(f"orders_{suffix}"), [])

    def layout(table, schema=None):
        options = inspector.get_table_options(table, schema)
        return tuple(options[f"redshift_{name}"] for name in ("diststyle", "distkey", "sortkey", "interleaved_sortkey"))

    equal(layout(f"orders_{suffix}"), ("KEY", "customer_id", ("placed_at", "customer_id"), None))
    equal(layout(f"customers_{suffix}"), ("ALL", None, (), None))
    equal(layout(f"events_{suffix}"), ("KEY", "kind", ("kind",), None))
    equal(layout(f"crossed_{suffix}", "shop"), ("EVEN", None, None, ("b", "a")))
    reflected = sa.Table(f"events_{suffix}", sa.MetaData(), autoload_with=engine)
    text = " ".join(str(sa.schema.CreateTable(reflected).compile(engine)).split())
    equal(text, f"CREATE TABLE events_{suffix} ( id BIGINT IDENTITY(10,5) NOT NULL, kind VARCHAR(10), at TIMESTAMPTZ, payload SUPER ) "
                f"DISTSTYLE KEY DISTKEY (kind) SORTKEY (kind)")

    # Rows.
    with Session(engine) as session:
        ada = Customer(id=1, name="Ada")
        ada.orders = [
            Order(id=number, placed_at=datetime.datetime(2024, 1, number), total=decimal.Decimal(number), note=note)
            for number, note in [(1, "it's"), (2, "50% \\ off"), (3, None)]
        ]
        session.add_all([ada, Customer(id=2, name="Bob")])
        session.commit()
        equal([order.note for order in session.get(Customer, 1).orders], ["it's", "50% \\ off", "-"])
        spend = (
            sa.select(Customer.name, sa.func.sum(Order.total), sa.func.count(Order.id))
            .outerjoin(Order).group_by(Customer.name).order_by(Customer.name)
        )
        equal([tuple(row) for row in session.execute(spend)], [("Ada", decimal.Decimal("6.00"), 3), ("Bob", None, 0)])
        ranked = sa.select(Order.id, sa.func.row_number().over(order_by=Order.total.desc())).order_by(Order.id).limit(2).offset(1)
        equal([tuple(row) for row in session.execute(ranked)], [(2, 2), (3, 1)])
        equal(session.execute(sa.update(Order).where(Order.note == "-").values(note=None)).rowcount, 1)
        equal(session.scalar(sa.select(Order.note).where(Order.id == 3)), None)
        session.rollback()
        equal(session.scalar(sa.select(Order.note).where(Order.id == 3)), "-")
        deleted = sa.delete(Order).where(Order.customer_id == Customer.id).where(Customer.name == "Ada")
        equal(session.execute(deleted.execution_options(synchronize_session=False)).rowcount, 3)
        session.rollback()
    with engine.begin() as connection:
        at = datetime.datetime(2024, 1, 2, 3, 4, tzinfo=datetime.timezone.utc)
        connection.execute(events.insert(), [{"kind": "a", "at": at}, {"kind": "b", "at": None}])
        connection.execute(crossed.insert().from_select(["a", "b"], sa.select(events.c.id, events.c.id)))
        equal(connection.execute(sa.select(events.c.id, events.c.at).order_by(events.c.id)).all(), [(10, at), (15, None)])
        equal(connection.scalar(sa.select(sa.func.count()).select_from(crossed)), 2)

    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f"VACUUM orders_{suffix}"))
    with engine.connect() as connection:
        refused(
            lambda: connection.execute(sa.select(Order.id).with_for_update()), "0A000", "SELECT FOR UPDATE is not supported"
        )
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP TABLE orders_{suffix} CASCADE"))
    equal(sa.inspect(engine).has_table(f"orders_{suffix}"), False)


for driver, arguments in [("psycopg2", {"sslmode": "disable"}), ("redshift_connector", {"ssl": False, "sslmode": "disable"})]:
    url = sa.engine.URL.create(f"redshift+{driver}", USER, "any", HOST, PORT, DATABASE)
    run(sa.create_engine(url, connect_args=arguments), driver.split("_")[0])
done()
