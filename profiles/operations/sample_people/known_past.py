"""Hand-written pages of scholars who died long ago."""

from profiles.operations.sample_people.person import SamplePerson, prose

PAST = (
    SamplePerson(
        username="murasaki-shikibu",
        display_name="紫式部",
        sort_name="紫式部",
        language="ja",
        text_language="ja",
        headline="物語作者。宮廷の日記と、五十四帖の長い物語。",
        about=prose(
            """
            物語こそ、世の中のことを細やかに伝えるものだと思っています。歴史書に書かれているのは、
            ほんの一面にすぎません。

            宮仕えのかたわら、日記と歌も書いています。漢籍の質問は、どうぞ人のいないところで。
            """,
            joint="",
        ),
        has_picture=True,
        portrait_seed=323,
    ),
    SamplePerson(
        username="li-qingzhao",
        display_name="李清照",
        sort_name="李清照",
        language="zh-Hant",
        text_language="zh-Hant",
        headline="詞人，金石學。校《金石錄》，並記書畫之聚散。",
        about=prose(
            """
            與明誠同治金石之學，得古器碑刻二千卷，校勘題跋，成《金石錄》三十卷。後值離亂，所藏十去七八，
            因作**後序**，以記得失之難。

            - 《金石錄》後序
            - 《詞論》

            有得必有失，有聚必有散，乃理之常。
            """,
            joint="",
        ),
    ),
    SamplePerson(
        username="aryabhata",
        display_name="आर्यभट",
        sort_name="आर्यभट",
        language="sa",
        headline="गणित, काल और गोल: आर्यभटीय के एक सौ इक्कीस श्लोक।",
        about=prose("""
            मेरा विषय है गणित और ज्योतिष। **आर्यभटीय** के चार पाद हैं: गीतिका, गणित, कालक्रिया और गोल।

            As a man in a boat going forward sees the things on the shore move backward, so are the unmoving stars seen
            from Laṅkā as moving due west. It is the earth that turns.
        """),
        about_visibility="members",
    ),
    SamplePerson(
        username="heo-nanseolheon",
        display_name="허난설헌",
        sort_name="허난설헌",
        language="ko",
        text_language="ko",
        headline="조선의 시인. 한시와 신선 세계의 노래.",
        about="강릉에서 태어나 오라버니와 함께 시를 배웠습니다. 남긴 시는 『난설헌집』에 실려 있습니다.",
        has_picture=True,
        portrait_seed=35,
        picture_visibility="members",
    ),
    SamplePerson(
        username="mkhitar-gosh",
        display_name="Մխիթար Գոշ",
        sort_name="Գոշ, Մխիթար",
        language="hy",
        text_language="hy",
        headline="Իրավագետ և առակագիր։ Դատաստանագիրք։",
        about=prose("""
            Իմ աշխատանքը՝ **Դատաստանագիրքը**, և առակները՝ ծառերի, կենդանիների և մարդկանց մասին։

            I also keep a school at Nor Getik. Bring your own parchment.
        """),
        headline_visibility="members",
    ),
    SamplePerson(
        username="shota-rustaveli",
        display_name="შოთა რუსთაველი",
        sort_name="რუსთაველი, შოთა",
        language="ka",
        text_language="ka",
        headline="პოეტი. „ვეფხისტყაოსანი“.",
        about="რასაცა გასცემ, შენია; რაც არა, დაკარგულია.",
    ),
    SamplePerson(
        username="hildegard",
        display_name="Hildegard von Bingen",
        sort_name="Hildegard von Bingen",
        language="de",
        text_language="de",
        pronouns="sie/ihr",
        headline="Visionen, Heilkunde, Gesang und eine unbekannte Sprache.",
        about=prose("""
            Ich leite das Kloster auf dem Rupertsberg. Was ich sehe, diktiere ich; was ich höre, lasse ich singen.

            - *Scivias*, drei Bücher der Schau
            - *Physica*, von den Kräften der Pflanzen, Steine, Fische und Vögel
            - *Ordo virtutum*, ein Spiel, in dem der Teufel als Einziger nicht singen darf
            - *Lingua ignota*, rund tausend Wörter, fast alle Hauptwörter

            Anfragen zur Heilkunde bitte mit genauer Angabe des Krautes. Reisen nur nach Ankündigung.
        """),
        has_picture=True,
        portrait_seed=1083,
        pronouns_visibility="members",
    ),
    SamplePerson(
        username="hypatia",
        display_name="Ὑπατία",
        sort_name="Ὑπατία",
        language="grc",
        headline="Geometry, the conics, and commentary on Diophantus. Alexandria.",
        about="I teach in public, to whoever comes. Letters by way of Synesius are slow, but they do arrive.",
        headline_visibility="me",
    ),
    SamplePerson(
        username="maria-gaetana-agnesi",
        display_name="Maria Gaetana Agnesi",
        sort_name="Agnesi, Maria Gaetana",
        language="it",
        text_language="it",
        pronouns="lei",
        headline="Istituzioni analitiche ad uso della gioventù italiana.",
        about=prose("""
            Ho scritto le *Instituzioni analitiche* per i miei fratelli più giovani, e perciò in volgare: l'algebra, il
            calcolo differenziale, l'integrale, nell'ordine in cui si capiscono.

            The curve which the English call a witch is in the first volume. It is a *versiera*, and means no harm.
        """),
    ),
    SamplePerson(
        username="ibn-khaldun",
        display_name="عبد الرحمن ابن خلدون",
        sort_name="ابن خلدون, عبد الرحمن",
        language="ar",
        text_language="ar",
        headline="في العمران البشري وأحوال الدول. كتاب العبر ومقدمته.",
        about=prose("""
            التاريخ في ظاهره لا يزيد على أخبار عن الأيام والدول، وفي باطنه نظر وتحقيق، وتعليل للكائنات ومبادئها دقيق.

            أدرّس الفقه المالكي في القاهرة، وأقرأ ما يصلني من أخبار المغرب.
        """),
        has_picture=True,
        portrait_seed=988,
    ),
    SamplePerson(
        username="emilie-du-chatelet",
        display_name="Émilie du Châtelet",
        sort_name="Du Châtelet, Émilie",
        language="fr",
        text_language="fr",
        pronouns="elle",
        headline="Traductrice et commentatrice des Principia. La force vive, le feu, le bonheur.",
        about=prose("""
            Je traduis Newton de latin en français et de géométrie en calcul ; le second voyage est le plus long. À
            Cirey, nous avons des instruments, une bibliothèque, et un théâtre au grenier.

            > Jugez-moi pour mes propres mérites, ou pour mon manque de mérites.

            Les *Institutions de physique* ont été écrites pour mon fils. Les remarques sur la force vive sont
            bienvenues, surtout de la part de ceux qui ont fait l'expérience avec les boules et l'argile.
        """),
        has_picture=True,
        portrait_seed=153,
    ),
    SamplePerson(
        username="dmitri-mendeleev",
        display_name="Дмитрий Иванович Менделеев",
        sort_name="Менделеев, Дмитрий Иванович",
        language="ru",
        text_language="ru",
        headline="Химия, меры и весы. Периодический закон.",
        about=prose("""
            Свойства простых тел, а также формы и свойства их соединений находятся в периодической зависимости от
            величины атомных весов элементов. В таблице оставлены пустые места; прошу сообщать, чем они заполняются.

            - *Основы химии*
            - *Опыт системы элементов*, 1869
        """),
        has_picture=True,
        portrait_seed=280,
        picture_visibility="me",
    ),
    SamplePerson(
        username="wang-zhenyi",
        display_name="王贞仪",
        sort_name="王贞仪",
        language="zh-Hans",
        text_language="zh-Hans",
        headline="天文与算学；月食之理。",
        about=prose(
            """
            园亭之中，以圆桌为地，悬灯为日，持镜为月，往来移动，于是月食之理可以目见。

            著有《月食解》《勾股三角解》。治学当自算学始，而算学不难。
            """,
            joint="",
        ),
        pronouns="她",
        pronouns_visibility="me",
    ),
    SamplePerson(
        username="seki-takakazu",
        display_name="関 孝和",
        sort_name="関 孝和",
        language="ja",
        text_language="ja",
        headline="和算。行列式、方程式の理論、円周率。",
    ),
    SamplePerson(
        username="sor-juana",
        display_name="Sor Juana Inés de la Cruz",
        sort_name="Juana Inés de la Cruz, Sor",
        language="es",
        text_language="es",
        pronouns="ella",
        headline="Poesía, teología y la defensa del estudio. San Jerónimo, Ciudad de México.",
        about=prose("""
            Desde que me rayó la primera luz de la razón fue tan vehemente la inclinación a las letras, que ni ajenas
            reprensiones ni propias reflejas han bastado a que deje de seguir este natural impulso.

            Y en la cocina también se aprende: si Aristóteles hubiera guisado, mucho más hubiera escrito.
        """),
        about_visibility="me",
    ),
    SamplePerson(
        username="caroline-herschel",
        display_name="Caroline Lucretia Herschel",
        sort_name="Herschel, Caroline Lucretia",
        language="en",
        pronouns="she/her",
        headline="Comets, nebulae, and an index to Flamsteed's observations.",
        about="Eight comets, a catalogue of errata, and a salary of fifty pounds a year: the first money I ever had "
        "that was my own. I sweep when the night is clear and reduce the observations when it is not.",
        has_picture=True,
        portrait_seed=297,
    ),
    SamplePerson(
        username="mary-somerville",
        display_name="Mary Somerville",
        sort_name="Somerville, Mary",
        language="en",
        headline="The connexion of the physical sciences; celestial mechanics made readable.",
        about="*Mechanism of the Heavens* (1831), *On the Connexion of the Physical Sciences* (1834), *Physical "
        "Geography* (1848). I rise early, work in bed until noon, and am not at home to anyone before.",
        headline_visibility="members",
    ),
    SamplePerson(
        username="pandita-ramabai",
        display_name="पंडिता रमाबाई",
        sort_name="रमाबाई, पंडिता",
        language="mr",
        headline="संस्कृत, स्त्री-शिक्षण आणि शारदा सदन.",
        about="स्त्रियांचे शिक्षण हा माझा विषय आहे. **शारदा सदन** ही शाळा १८८९ मध्ये मुंबईत सुरू झाली.",
        about_visibility="me",
    ),
    SamplePerson(
        username="yelyzaveta-hulevychivna",
        display_name="Єлизавета Гулевичівна",
        sort_name="Гулевичівна, Єлизавета",
        language="uk",
        headline="Фундаторка школи на Подолі, Київ, 1615.",
        is_published=False,
    ),
)
