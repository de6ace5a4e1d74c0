"""Gives every profile the parts that are new, and points parts at their pictures; the reverse points back."""

from django.db import migrations

SECTIONS = ['about', 'positions', 'education', 'projects', 'talks', 'interests', 'memberships']
NEW_KINDS = ['names', 'cover', 'identifiers', 'links', 'cv', *SECTIONS[1:]]


def forwards(apps, schema_editor):
    Profile = apps.get_model('people', 'Profile')
    Part = apps.get_model('people', 'Part')
    Picture = apps.get_model('people', 'Picture')
    for profile in Profile.objects.only('pk').iterator(chunk_size=1000):
        missing = [Part(profile=profile, kind=kind, position=_position(kind)) for kind in NEW_KINDS]
        Part.objects.bulk_create(missing, ignore_conflicts=True)
    for picture in Picture.objects.select_related('former_part').iterator(chunk_size=1000):
        Part.objects.filter(pk=picture.former_part_id).update(picture=picture)
        Picture.objects.filter(pk=picture.pk).update(profile=picture.former_part.profile_id)


def backwards(apps, schema_editor):
    """Covers, and pictures that were kept for undo alone, have no place in the former tables."""
    Part = apps.get_model('people', 'Part')
    Picture = apps.get_model('people', 'Picture')
    for part in Part.objects.filter(kind='picture', picture__isnull=False).iterator(chunk_size=1000):
        Picture.objects.filter(pk=part.picture_id).update(former_part=part)
    Picture.objects.filter(former_part=None).delete()
    Part.objects.filter(kind__in=[*NEW_KINDS, 'custom']).delete()


def _position(kind):
    return SECTIONS.index(kind) if kind in SECTIONS else 0


class Migration(migrations.Migration):

    dependencies = [('people', '0002_items_history_and_organizations')]
    operations = [migrations.RunPython(forwards, backwards)]
