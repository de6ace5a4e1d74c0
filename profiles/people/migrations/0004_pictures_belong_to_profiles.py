import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people', '0003_parts_and_pictures_of_before')]
    operations = [
        migrations.RemoveField(model_name='picture', name='former_part'),
        migrations.AlterField(
            model_name='picture',
            name='profile',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='people.profile'),
        ),
    ]
