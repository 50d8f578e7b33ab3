from django.db import models
from django_redshift_backend import DistKey, SortKey


class Customer(models.Model):
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=30)
    code = models.UUIDField(null=True)


class Order(models.Model):
    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="orders")
    placed_at = models.DateTimeField()
    total = models.DecimalField(max_digits=10, decimal_places=2)
    note = models.CharField(max_length=50, default="")
    is_paid = models.BooleanField(null=True)
    gift = models.CharField(max_length=8, default="none")

    class Meta:
        indexes = [DistKey(fields=["customer"], name="orders_by_customer")]
        ordering = [SortKey("placed_at"), SortKey("-total")]
