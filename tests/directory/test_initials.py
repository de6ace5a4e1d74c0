"""The letters to browse by."""

from profiles.directory.initials import initials
from profiles.shared.visibility import STRANGER
from tests import cast


def letters(viewer=STRANGER):
    found = initials(viewer)
    return "".join(i.key for i in found.latin if i.has_people), [(i.letter, i.lang) for i in found.further]


def test_letters_are_those_that_published_names_begin_with(ada, ben):
    assert letters() == ("", [])
    ada.publish()
    cast.join("o", "Ragnhild Øverlie").publish()
    assert letters() == ("lo", []), "Ben's page is a draft"
    assert letters(ben.viewer) == ("lo", []), "to himself too, since the list does not show it"


def test_letters_beyond_latin_follow_and_say_their_script(db):
    for name in ("Σοφία Βελισαρίου", "Зоряна Дорн", "الحسن", "紫式部", "♥", "1848"):
        cast.join(f"x{len(name)}{ord(name[0])}", name).publish()
    assert letters() == ("", [("Β", "und-Grek"), ("Д", "und-Cyrl"), ("ا", "und-Arab"), ("紫", "und-Hani")])


def test_a_deactivated_person_leaves_no_letter(ada):
    ada.publish()
    type(ada.user).objects.filter(pk=ada.user.pk).update(is_active=False)
    assert letters() == ("", [])


def test_letters_take_one_query_whatever_the_number_of_people(ada, ben, cleo, queries_of):
    for member in (ada, ben, cleo):
        member.publish()
    with queries_of(1):
        assert letters()[0] == "djl"
