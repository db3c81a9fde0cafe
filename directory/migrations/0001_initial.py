import directory.sections
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import uuid
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PropertyGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=80)),
                ('order', models.PositiveSmallIntegerField(default=100)),
            ],
            options={
                'ordering': ['order', 'label'],
            },
        ),
        migrations.CreateModel(
            name='SheetKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Employez des lettres minuscules sans accent, des chiffres et des tirets simples.')])),
                ('name', models.CharField(max_length=60)),
                ('plural', models.CharField(max_length=60)),
                ('icon', models.CharField(default='file', max_length=20)),
                ('tint', models.CharField(blank=True, default='', max_length=12)),
                ('sections', models.JSONField(blank=True, default=directory.sections.all_sections)),
                ('order', models.PositiveSmallIntegerField(default=100)),
                ('review_every', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                ('retired', models.BooleanField(default=False)),
                ('is_coded', models.BooleanField(default=False, editable=False)),
                ('starting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('workflow', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.workflow')),
            ],
            options={
                'ordering': ['order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('code', models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Employez des lettres minuscules sans accent, des chiffres et des tirets simples.')])),
                ('label', models.CharField(max_length=160)),
                ('synonyms', models.JSONField(blank=True, default=list)),
                ('description', models.TextField(blank=True)),
                ('introduction', models.TextField(blank=True)),
                ('matches_all', models.BooleanField(default=False)),
                ('age_min', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('age_max', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('school_level', models.CharField(blank=True, max_length=120)),
                ('concerns_children', models.BooleanField(default=False)),
                ('counterpart', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.term')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.term')),
            ],
            options={
                'ordering': ['vocabulary__order', 'vocabulary_id', 'sort_order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PageTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='page_terms', to=settings.WAGTAIL_PAGE_MODEL)),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='page_terms', to='directory.term')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Employez des lettres minuscules sans accent, des chiffres et des tirets simples.')])),
                ('name', models.CharField(max_length=255)),
                ('acronym', models.CharField(blank=True, max_length=40)),
                ('description', models.TextField(blank=True)),
                ('website', models.URLField(blank=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('address', models.CharField(blank=True, max_length=255)),
                ('address_date', models.CharField(blank=True, max_length=20)),
                ('quartier', models.CharField(blank=True, max_length=120)),
                ('latitude', models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)])),
                ('longitude', models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)])),
                ('precision', models.CharField(blank=True, max_length=10)),
                ('radius', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(20000)])),
                ('aliases', models.JSONField(blank=True, default=list)),
                ('doubts', models.JSONField(blank=True, default=list)),
                ('active', models.BooleanField(default=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.organization')),
                ('kind', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.term')),
                ('sectors', models.ManyToManyField(blank=True, related_name='+', to='directory.term')),
            ],
            options={
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Employez des lettres minuscules sans accent, des chiffres et des tirets simples.')])),
                ('title', models.CharField(max_length=255)),
                ('role', models.CharField(default='structure', max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('holder', models.CharField(blank=True, max_length=120)),
                ('holder_since', models.DateField(blank=True, null=True)),
                ('holder_until', models.DateField(blank=True, null=True)),
                ('holder_public', models.BooleanField(default=False)),
                ('public', models.BooleanField(default=False)),
                ('review_on', models.DateField(blank=True, null=True)),
                ('doubts', models.JSONField(blank=True, default=list)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='directory.organization')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.term')),
            ],
            options={
                'ordering': ['title'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='TermUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.revision')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='directory.term')),
            ],
        ),
        migrations.CreateModel(
            name='Vocabulary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('code', models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Employez des lettres minuscules sans accent, des chiffres et des tirets simples.')])),
                ('label', models.CharField(max_length=80)),
                ('help', models.TextField(blank=True)),
                ('kind', models.CharField(default='flat', max_length=8)),
                ('source', models.CharField(default='chosen', max_length=8)),
                ('is_facet', models.BooleanField(default=False)),
                ('multiple', models.BooleanField(default=True)),
                ('page_types', models.JSONField(blank=True, default=list)),
                ('branches_as_facets', models.BooleanField(default=False)),
                ('internal', models.BooleanField(default=False)),
                ('order', models.PositiveSmallIntegerField(default=100)),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
            ],
            options={
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='term',
            name='vocabulary',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='directory.vocabulary'),
        ),
        migrations.CreateModel(
            name='SheetProperty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Employez des lettres minuscules sans accent, des chiffres et des tirets simples.')])),
                ('label', models.CharField(max_length=80)),
                ('help', models.CharField(blank=True, max_length=255)),
                ('type', models.CharField(default='text', max_length=10)),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('order', models.PositiveSmallIntegerField(default=100)),
                ('every_kind', models.BooleanField(default=False)),
                ('required', models.BooleanField(default=False)),
                ('glance', models.BooleanField(default=True)),
                ('listing', models.BooleanField(default=False)),
                ('export', models.BooleanField(default=True)),
                ('facet', models.BooleanField(default=False)),
                ('sort', models.BooleanField(default=False)),
                ('visibility', models.CharField(default='public', max_length=8)),
                ('retired', models.BooleanField(default=False)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='properties', to='directory.propertygroup')),
                ('kinds', models.ManyToManyField(blank=True, related_name='properties', to='directory.sheetkind')),
                ('vocabulary', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='properties', to='directory.vocabulary')),
            ],
            options={
                'ordering': ['order', 'label'],
            },
        ),
        migrations.CreateModel(
            name='GlossaryEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False)),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False)),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True)),
                ('last_published_at', models.DateTimeField(editable=False, null=True)),
                ('go_live_at', models.DateTimeField(blank=True, null=True)),
                ('expire_at', models.DateTimeField(blank=True, null=True)),
                ('expired', models.BooleanField(default=False, editable=False)),
                ('code', models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Employez des lettres minuscules sans accent, des chiffres et des tirets simples.')])),
                ('term', models.CharField(max_length=80)),
                ('expansion', models.CharField(blank=True, max_length=255)),
                ('explanation', models.TextField(blank=True)),
                ('origin', models.CharField(blank=True, default='', max_length=12)),
                ('synonyms', models.JSONField(blank=True, default=list)),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
            ],
            options={
                'ordering': ['term'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('locale', 'code'), name='glossary_code_unique'), models.UniqueConstraint(fields=('locale', 'term'), name='glossary_term_unique')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddConstraint(
            model_name='sheetkind',
            constraint=models.UniqueConstraint(fields=('code',), name='sheet_kind_code_unique'),
        ),
        migrations.AddConstraint(
            model_name='pageterm',
            constraint=models.UniqueConstraint(fields=('page', 'term'), name='page_term_unique'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.UniqueConstraint(fields=('code',), name='organization_code_unique'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(fields=('code',), name='contact_code_unique'),
        ),
        migrations.AddConstraint(
            model_name='termuse',
            constraint=models.UniqueConstraint(fields=('revision', 'term'), name='term_use_unique'),
        ),
        migrations.AddConstraint(
            model_name='vocabulary',
            constraint=models.UniqueConstraint(fields=('locale', 'code'), name='vocabulary_code_unique'),
        ),
        migrations.AlterUniqueTogether(
            name='vocabulary',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(fields=('vocabulary', 'code'), name='term_code_unique'),
        ),
        migrations.AlterUniqueTogether(
            name='term',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='sheetproperty',
            constraint=models.UniqueConstraint(fields=('code',), name='sheet_property_code_unique'),
        ),
        migrations.AddConstraint(
            model_name='sheetproperty',
            constraint=models.UniqueConstraint(fields=('vocabulary',), name='sheet_property_vocabulary_unique'),
        ),
    ]
