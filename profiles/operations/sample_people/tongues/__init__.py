"""The languages of generated people, and how often each is met."""

from profiles.operations.sample_people.tongues.asian import CHINESE, JAPANESE, KOREAN, VIETNAMESE
from profiles.operations.sample_people.tongues.eastern import GREEK, POLISH, RUSSIAN, TURKISH
from profiles.operations.sample_people.tongues.germanic import ENGLISH, GERMAN, SWEDISH
from profiles.operations.sample_people.tongues.romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from profiles.operations.sample_people.tongues.southern import ARABIC, HEBREW, HINDI
from profiles.operations.sample_people.tongues.tongue import Tongue

# One turn of the wheel: person i speaks WHEEL[i % len(WHEEL)].
WHEEL: tuple[Tongue, ...] = (
    *(ENGLISH, SPANISH, RUSSIAN, GERMAN, ARABIC, FRENCH, PORTUGUESE, CHINESE),
    *(ENGLISH, ITALIAN, GREEK, HEBREW, SWEDISH, FRENCH, POLISH, SPANISH),
    *(GERMAN, ENGLISH, JAPANESE, TURKISH, KOREAN, ITALIAN, ENGLISH, VIETNAMESE),
    *(HINDI, SPANISH, FRENCH, ENGLISH, GERMAN, ARABIC, PORTUGUESE, SWEDISH),
)
