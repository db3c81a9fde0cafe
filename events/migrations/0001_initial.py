import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('portal', '0002_media'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('code', models.SlugField(blank=True, max_length=80)),
                ('change_note', models.CharField(blank=True, max_length=200)),
                ('introduction', wagtail.fields.StreamField([], blank=True, block_lookup={})),
            ],
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('code', models.SlugField(blank=True, max_length=80)),
                ('change_note', models.CharField(blank=True, max_length=200)),
                ('reviewed_on', models.DateField(blank=True, null=True)),
                ('review_every', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                ('doubts', models.JSONField(blank=True, default=list)),
                ('property_values', models.JSONField(blank=True, default=dict, editable=False)),
                ('summary', models.TextField(max_length=600)),
                ('body', wagtail.fields.StreamField([], blank=True, block_lookup={})),
                ('easy_french', models.TextField(blank=True)),
                ('objectives', models.JSONField(blank=True, default=list)),
                ('perimeter_note', models.TextField(blank=True)),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('date', models.DateField(blank=True, null=True)),
                ('end_date', models.DateField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=255)),
                ('town', models.CharField(blank=True, max_length=120)),
                ('slots', wagtail.fields.StreamField([], blank=True, block_lookup={})),
                ('workshops', wagtail.fields.StreamField([], blank=True, block_lookup={})),
                ('figures', wagtail.fields.StreamField([], blank=True, block_lookup={})),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='portal.image')),
                ('twin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='twins', to='events.eventpage')),
            ],
            bases=('wagtailcore.page', models.Model),
        ),
    ]
