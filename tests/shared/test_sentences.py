"""Words of people in sentences of ours."""

from django.utils.translation import gettext_lazy

from profiles.shared.sentences import with_words


def test_words_of_people_stand_apart_and_ours_do_not():
    said = with_words("“%(item)s”: shown to %(level)s, %(count)d", item="زينب", level=gettext_lazy("Members"), count=2)
    assert said == "“<bdi>زينب</bdi>”: shown to Members, 2"


def test_nothing_in_them_is_markup():
    assert with_words("<b> %(item)s", item="<script>") == "&lt;b&gt; <bdi>&lt;script&gt;</bdi>"
