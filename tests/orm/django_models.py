"""Models, and what prints their schema: the recipe of the README."""
import sys
import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", USE_TZ=True)
django.setup()
from django.db import connection, models  # noqa: E402


class Vendor(models.Model):
    name = models.CharField(max_length=100, unique=True)
    active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "shop"


class Device(models.Model):
    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE)
    serial = models.CharField(max_length=50, null=True, db_index=True)
    price = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    count = models.PositiveIntegerField(default=0)
    # MORE

    class Meta:
        app_label = "shop"
        constraints = [models.CheckConstraint(check=models.Q(price__gte=0), name="ck_price")]


with connection.schema_editor(collect_sql=True) as editor:
    for model in (Vendor, Device):
        editor.create_model(model)
print("\n".join(editor.collected_sql))
