from django.db import migrations, models


def keep_those_of_every_kind(apps, schema_editor):
    """No kind ticked meant all of them."""
    properties = apps.get_model("directory", "SheetProperty").objects.using(schema_editor.connection.alias)
    properties.filter(kinds=None).update(every_kind=True)


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_kinds_in_the_browser")]

    operations = [
        migrations.AddField(
            "sheetproperty",
            "every_kind",
            models.BooleanField(
                default=False,
                help_text="Aussi ceux qui seront faits plus tard, quoi que disent les cases.",
                verbose_name="tous les types",
            ),
        ),
        migrations.AlterField(
            "sheetproperty",
            "kinds",
            models.ManyToManyField(
                blank=True,
                help_text="Ceux qui ont ce champ. Aucun coché : il ne paraît nulle part.",
                related_name="properties",
                to="directory.sheetkind",
                verbose_name="types de fiche",
            ),
        ),
        migrations.RunPython(keep_those_of_every_kind, migrations.RunPython.noop),
    ]
