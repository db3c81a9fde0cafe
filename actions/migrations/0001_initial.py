import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('portal', '0002_media'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('code', models.SlugField(blank=True, max_length=80)),
                ('change_note', models.CharField(blank=True, max_length=200)),
                ('introduction', wagtail.fields.StreamField([], blank=True, block_lookup={})),
            ],
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ActionPage',
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
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('programme_period', models.CharField(blank=True, max_length=40)),
                ('sites', wagtail.fields.StreamField([], blank=True, block_lookup={})),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='portal.image')),
                ('twin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='twins', to='actions.actionpage')),
            ],
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='RolloutRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('status', models.CharField(default='planned', max_length=8)),
                ('label', models.CharField(blank=True, max_length=400)),
                ('since', models.CharField(blank=True, max_length=40)),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='rollout_rows', to='actions.actionpage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
