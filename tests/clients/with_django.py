"""Django with django-redshift-backend: the migrations of its own applications and of one of ours, and models that are used."""

import datetime
import decimal
import io
import uuid

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models.signals import post_migrate

from claims import DATABASE, HOST, PORT, USER, done, equal, refused

settings.configure(
    SECRET_KEY="any",
    INSTALLED_APPS=[
        *(f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")),
        *(f"django.contrib.{name}" for name in ("sites", "flatpages", "redirects")),
        "django_shop",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"context_processors": [
            "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages",
            "django.template.context_processors.request",
        ]},
    }],
    DATABASES={"default": {
        "ENGINE": "django_redshift_backend", "HOST": HOST, "PORT": PORT, "NAME": DATABASE, "USER": USER, "PASSWORD": "any",
        "OPTIONS": {"sslmode": "disable"},
    }},
    # A letter may take four bytes.
    REDSHIFT_VARCHAR_LENGTH_MULTIPLIER=4,
    STATIC_URL="static/",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth import authenticate  # noqa: E402
from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sites.management import create_default_site  # noqa: E402
from django.contrib.sites.models import Site  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Avg, Count, F, Max, Q, Sum, Window  # noqa: E402
from django.db.models.functions import Rank, TruncMonth  # noqa: E402
from django_shop.models import Customer, Order  # noqa: E402


def columns(table):
    """{column: (type, is the distribution key, place in the sort key)}"""
    with connection.cursor() as cursor:
        cursor.execute('SELECT "column", type, distkey, sortkey FROM pg_table_def WHERE tablename = %s', [table])
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


# The first site has a key of its own, which an identity column does not take.
sites = apps.get_app_config("sites")
post_migrate.disconnect(create_default_site, sender=sites)
call_command("migrate", "django_shop", "0001", verbosity=0)
equal(columns("django_shop_customer"), {
    "id": ("bigint", False, 0), "name": ("character varying(120)", False, 0), "code": ("character varying(144)", False, 0),
})
equal(columns("django_shop_order"), {
    "id": ("bigint", False, 0), "customer_id": ("bigint", True, 0), "placed_at": ("timestamp with time zone", False, 1),
    "total": ("numeric(10,2)", False, 2), "note": ("character varying(40)", False, 0), "is_paid": ("boolean", False, 0),
})
call_command("migrate", verbosity=0)
equal(columns("django_shop_order")["note"], ("character varying(50)", False, 0))
equal("gift" in columns("django_shop_order"), True)
plan = io.StringIO()
call_command("showmigrations", stdout=plan)
equal(("[X]" in plan.getvalue(), "[ ]" in plan.getvalue()), (True, False))
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
refused(lambda: create_default_site(sites, verbosity=0), "0A000", "cannot set an identity column to a value")

# What it reads of the catalog.
with connection.cursor() as cursor:
    names = connection.introspection.table_names(cursor)
    equal({"auth_user", "django_shop_order", "django_session"} <= set(names), True)
    described = connection.introspection.get_table_description(cursor, "django_shop_order")
    equal([(column.name, column.null_ok) for column in described][:3], [("id", False), ("customer_id", False), ("placed_at", False)])
    equal("identity" in described[0].default, True)
    keys = connection.introspection.get_constraints(cursor, "django_shop_order").values()
    equal([key["columns"] for key in keys if key["primary_key"]], [["id"]])
    equal([(key["columns"], key["foreign_key"]) for key in keys if key["foreign_key"]], [(["customer_id"], ("django_shop_customer", "id"))])

# Its own applications.
user = User.objects.create_user("ada", "ada@example.com", "secret")
editors = Group.objects.create(name="éditeurs")
editors.permissions.add(*Permission.objects.filter(content_type__app_label="django_shop", codename__startswith="change"))
user.groups.add(editors)
user = authenticate(username="ada", password="secret")
equal((user.has_perm("django_shop.change_order"), user.has_perm("django_shop.delete_order")), (True, False))
session = SessionStore()
session["basket"] = [1, 2]
session.save()
equal(SessionStore(session.session_key)["basket"], [1, 2])
Site.objects.create(domain="example.com", name="example")
equal(Site.objects.count(), 1)

# Our own.
zone = datetime.timezone.utc
code = uuid.UUID("c0ffee00-0000-4000-8000-000000000001")
ada = Customer.objects.create(name="Ädä", code=code)
bob = Customer.objects.create(name="it's \\ Bob")
equal(Customer.objects.get(code=code).name, "Ädä")
equal(Customer.objects.get(name__endswith="\\ Bob").pk, bob.pk)
at = datetime.datetime(2024, 1, 1, 12, 30, tzinfo=zone)
Order.objects.create(customer=ada, placed_at=at, total=decimal.Decimal("9.50"))
Order.objects.bulk_create(
    Order(customer=customer, placed_at=at.replace(month=month), total=month, is_paid=month > 2)
    for customer, month in [(ada, 2), (ada, 3), (bob, 3)]
)
equal([(order.placed_at.month, order.total, order.is_paid, order.gift) for order in Order.objects.filter(customer=ada)], [
    (1, decimal.Decimal("9.50"), None, "none"), (2, 2, False, "none"), (3, 3, True, "none"),
])
equal(Order.objects.filter(customer__name__startswith="Ä").aggregate(Sum("total"), Max("placed_at"))["total__sum"], decimal.Decimal("14.50"))
by_customer = Customer.objects.annotate(orders_made=Count("orders"), paid=Count("orders", filter=Q(orders__is_paid=True)))
equal(list(by_customer.order_by("name").values_list("name", "orders_made", "paid")), [("it's \\ Bob", 1, 1), ("Ädä", 3, 1)])
ranked = Order.objects.annotate(place=Window(Rank(), order_by=F("total").desc())).order_by("place").values_list("place", flat=True)
equal(list(ranked), [1, 2, 2, 4])
equal(Order.objects.select_related("customer").filter(total__in=[2, 3]).exclude(customer=bob).distinct().count(), 2)
equal(Order.objects.filter(is_paid=True).update(total=F("total") + 1), 2)
equal(Order.objects.filter(Q(total__gte=4) & ~Q(customer__name__icontains="zz")).count(), 3)
equal([order.total for order in Order.objects.order_by("-total")[1:4]], [4, 4, 2])
try:
    with transaction.atomic():
        ada.orders.all().delete()
        equal(Order.objects.count(), 1)
        raise ZeroDivisionError
except ZeroDivisionError:
    equal(Order.objects.count(), 4)
equal(ada.delete()[1], {"django_shop.Order": 3, "django_shop.Customer": 1})
call_command("migrate", "django_shop", "zero", verbosity=0)
equal(columns("django_shop_order"), {})
done()
