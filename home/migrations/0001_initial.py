import django.db.models.deletion
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
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('code', models.SlugField(blank=True, max_length=80)),
                ('change_note', models.CharField(blank=True, max_length=200)),
                ('heading', models.CharField(blank=True, default='', max_length=120)),
                ('introduction', models.TextField(blank=True, max_length=400)),
                ('search_examples', models.JSONField(blank=True, default=list)),
                ('doors', wagtail.fields.StreamField([], blank=True, block_lookup={})),
                ('news_count', models.PositiveSmallIntegerField(default=4)),
                ('ask_title', models.CharField(blank=True, default='', max_length=120)),
                ('ask_text', models.TextField(blank=True)),
            ],
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('code', models.SlugField(blank=True, max_length=80)),
                ('change_note', models.CharField(blank=True, max_length=200)),
                ('summary', models.TextField(blank=True, max_length=600)),
                ('body', wagtail.fields.StreamField([], blank=True, block_lookup={})),
            ],
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('note', models.CharField(max_length=200)),
                ('date', models.DateTimeField(db_index=True)),
                ('is_new', models.BooleanField(default=False)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['-date', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PortalSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('name', models.CharField(default='Passerelles', max_length=60)),
                ('city', models.CharField(blank=True, max_length=80)),
                ('help_title', models.CharField(blank=True, default='', max_length=120)),
                ('accessibility_state', models.CharField(default='non auditée', max_length=24)),
                ('accessibility_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.contact')),
                ('legal_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='portal.image')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
        ),
    ]
