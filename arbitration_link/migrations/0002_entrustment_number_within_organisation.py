from django.db import migrations, models


class Migration(migrations.Migration):
    """A number of the court is one entrustment within an organisation; another one's is not its to know."""

    dependencies = [("arbitration_link", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="entrustment", name="one_open_entrustment_a_number"),
        migrations.AddConstraint(
            model_name="entrustment",
            constraint=models.UniqueConstraint(
                fields=["organisation", "court", "court_number"],
                condition=models.Q(state__in=["received", "accepted"]),
                name="one_open_entrustment_a_number",
            ),
        ),
    ]
