"""manage.py seed_people."""

from django.core.management import call_command

from profiles.people.models import Part, Picture, Profile, Status


def facts():
    rows = Part.objects.order_by("profile__user__username", "kind", "position")
    return list(rows.values_list("profile__user__username", "profile__status", "kind", "visibility", "text"))


def test_the_same_people_every_time_and_those_there_are_left_alone(db, capsys):
    call_command("seed_people", count=12)
    first = facts()
    assert "Made 12 sample people" in capsys.readouterr().out
    Part.objects.filter(kind="headline").update(text="Mine")
    call_command("seed_people", count=12)
    assert "Made 0 sample people; 12 were there already" in capsys.readouterr().out
    assert set(Part.objects.filter(kind="headline").values_list("text", flat=True)) == {"Mine"}

    Profile.objects.all().delete()
    from profiles.accounts.models import User

    User.objects.all().delete()
    call_command("seed_people", count=12)
    assert facts() == first


def test_sample_pages_are_real_pages(db, stranger):
    call_command("seed_people", count=14)
    for profile in Profile.objects.select_related("user"):
        status = 200 if profile.status == Status.PUBLISHED else 404
        assert stranger.get(f"/people/{profile.user.username}/").status_code == status
    assert Picture.objects.exists()
    assert all(picture.alt for picture in Picture.objects.all())
