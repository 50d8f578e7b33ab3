from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("django_shop", "0001_initial")]
    operations = [
        migrations.AlterField("Order", "note", models.CharField(default="", max_length=50)),
        migrations.AddField("Order", "gift", models.CharField(default="none", max_length=8)),
    ]
