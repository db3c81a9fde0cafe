import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=80)),
                ('created', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='EnginePosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('engine', models.CharField(max_length=120, unique=True)),
                ('applied', models.BigIntegerField(default=0)),
                ('compared', models.DateTimeField(null=True)),
                ('seen', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name='MissedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('words', models.CharField(blank=True, max_length=120)),
                ('days', models.PositiveIntegerField(default=1)),
                ('times', models.PositiveIntegerField(default=1)),
                ('first_day', models.DateField(db_index=True)),
                ('last_day', models.DateField(db_index=True)),
                ('facets', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-times', 'words'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=80)),
                ('created', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=80, unique=True)),
                ('code', models.CharField(db_index=True, max_length=80)),
                ('type', models.CharField(db_index=True, max_length=40)),
                ('title', models.CharField(max_length=255)),
                ('url', models.CharField(max_length=1000)),
                ('card', models.JSONField(default=dict)),
                ('document', models.JSONField(default=dict)),
                ('digest', models.CharField(max_length=64)),
                ('locale', models.CharField(max_length=12)),
                ('site', models.PositiveIntegerField()),
                ('expires', models.DateTimeField(db_index=True, null=True)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
        ),
    ]
