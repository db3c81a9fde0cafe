import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import sheets.models.collection
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
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CollectionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('code', models.SlugField(blank=True, max_length=80)),
                ('change_note', models.CharField(blank=True, max_length=200)),
                ('introduction', wagtail.fields.StreamField([], blank=True, block_lookup={})),
                ('listing', wagtail.fields.StreamField([], block_lookup={}, default=sheets.models.collection.one_listing)),
            ],
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ContactLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('heading', models.CharField(default='structure', max_length=12)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='page_links', to='directory.contact')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_links', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DocumentLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('label', models.CharField(max_length=255)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.document')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='document_links', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GenericSheetPage',
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
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='portal.image')),
                ('sheet_kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.sheetkind')),
                ('twin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='twins', to='sheets.genericsheetpage')),
            ],
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='OrganizationLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(default='partner', max_length=12)),
                ('label', models.CharField(blank=True, max_length=255)),
                ('detail', models.CharField(blank=True, max_length=255)),
                ('inferred', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='page_links', to='directory.organization')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='organization_links', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SheetIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('code', models.SlugField(blank=True, max_length=80)),
                ('change_note', models.CharField(blank=True, max_length=200)),
                ('introduction', wagtail.fields.StreamField([], blank=True, block_lookup={})),
                ('sheet_kind', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.sheetkind')),
            ],
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='SheetLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('reason', models.CharField(blank=True, max_length=120)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheet_links', to=settings.WAGTAIL_PAGE_MODEL)),
                ('related', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TargetAudience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('label', models.CharField(max_length=255)),
                ('age_min', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(25)])),
                ('age_max', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(25)])),
                ('inferred', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('levels', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='directory.term')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='audiences', to=settings.WAGTAIL_PAGE_MODEL)),
                ('publics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='directory.term')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TwinCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('seen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
            ],
        ),
    ]
