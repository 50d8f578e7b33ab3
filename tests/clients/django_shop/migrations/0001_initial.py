import django.db.models.deletion
from django.db import migrations, models
from django_redshift_backend import DistKey, SortKey


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=30)),
                ("code", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="orders", to="django_shop.customer"
                    ),
                ),
                ("placed_at", models.DateTimeField()),
                ("total", models.DecimalField(decimal_places=2, max_digits=10)),
                ("note", models.CharField(default="", max_length=10)),
                ("is_paid", models.BooleanField(null=True)),
            ],
            options={
                "ordering": [SortKey("placed_at"), SortKey("-total")],
                "indexes": [DistKey(fields=["customer"], name="orders_by_customer")],
            },
        ),
    ]
