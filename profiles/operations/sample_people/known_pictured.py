"""Hand-written people who also appear in the pictures of the design."""

from profiles.operations.sample_people.person import SamplePerson, prose

PICTURED = (
    SamplePerson(
        username="ragnhild-overlie-castellanos",
        display_name="Ragnhild Øverlie-Castellanos",
        sort_name="Øverlie-Castellanos, Ragnhild",
        language="nb",
        pronouns="she/her",
        headline="Historian of the book. Paper, watermarks and the trade in unbound sheets, 1470–1650.",
        about=prose("""
            I study what books were made of before they were books: rags, size, moulds and the reams that crossed the
            North Sea unbound. My current project follows one mill on the upper Weyer through sixty years of account
            books, and asks how a printer in Nordhavn knew, in 1524, what the paper would cost her in spring.

            I came to paper by way of cataloguing. Between 2004 and 2009 I described some 3,100 fragments for the
            Weyerburg library, and found that nobody had asked why half of them shared three pairs of moulds. The
            answer became a dissertation, then a database that other people now correct better than I could.

            I supervise on early modern print, provenance and the material text, and am glad to hear from curators
            with an unidentified mark.
        """),
        has_picture=True,
        portrait_seed=1,
    ),
    SamplePerson(
        username="sofya-kovalevskaya",
        display_name="Sofya Kovalevskaya",
        sort_name="Kovalevskaya, Sofya",
        language="ru-Latn",
        pronouns="she/her",
        headline="Partial differential equations, the rotation of rigid bodies, and the education of women.",
        about=prose("""
            The wall of my nursery was papered with printed lectures on the calculus, because the real paper had run
            out. I stood before it for hours, looking for the order in which the sheets ought to follow one another.
            *I have been doing much the same ever since.*

            My first three papers went to Göttingen together in 1874: on partial differential equations, on the rings
            of Saturn, and on the reduction of certain abelian integrals. The first holds the theorem on the existence
            and uniqueness of analytic solutions that others now meet in their second year.

            Since then I have worked on the motion of a rigid body about a fixed point. Two cases were known, those of
            Euler and of Lagrange. There is a third, and it can be integrated by means of theta functions. The paper
            went to Paris under a motto, as the rules of the prize demand: *Say what you know, do what you must, come
            what may.*

            I teach in Stockholm, in German the first year and in Swedish since, on

            - partial differential equations and their analytic solutions
            - abelian functions after Weierstrass
            - potential theory
            - the motion of a rigid body

            Many who have had no chance to know mathematics confound it with arithmetic and think it a dry and arid
            science. It demands the greatest imagination. One of the first mathematicians of our century said very
            rightly that it is impossible to be a mathematician without being a poet in soul. I never could decide
            between the two, and so I also write: a memoir of a childhood on an estate at Palibino, a novel, and a play
            in two versions, *how it was* and *how it might have been*, with a friend.

            Students who wish to hear lectures and are told that they may not should write to me all the same. There is
            usually a professor with a kitchen table. A list of houses where a woman may study, with the names of those
            to ask for, is kept at [tables.example](https://tables.example/); additions are welcome, and names are
            taken off it on request.
        """),
    ),
    SamplePerson(
        username="ibn-al-haytham",
        display_name="الحسن ابن الهيثم",
        sort_name="ابن الهيثم, الحسن",
        language="ar",
        text_language="ar",
        headline="علم المناظر والهندسة؛ في كيفية الإبصار وانعكاس الضوء وانعطافه.",
        about=prose("""
            أبحث في كيفية الإبصار. قال قوم إن الشعاع يخرج من البصر إلى المُبصَر، وقال آخرون إن الصورة ترد من المُبصَر
            إلى البصر؛ فرأيت أن أستأنف النظر في مبادئه ومقدماته، وأن أبتدئ باستقراء الموجودات وتصفّح أحوالها.

            في **كتاب المناظر** سبع مقالات: في الضوء والبصر، وفي الإدراك، وفي أغلاط البصر، وفي الانعكاس والانعطاف.

            وطالب الحق عندي ليس من يحسن الظن بكتب المتقدمين، بل من يتّهم ظنّه فيهم ويتبع الحجة والبرهان.
        """),
    ),
    SamplePerson(
        username="maria-sibylla-merian",
        display_name="Maria Sibylla Merian",
        sort_name="Merian, Maria Sibylla",
        language="de",
        headline="Naturalist and engraver, Amsterdam. Caterpillars, their changes and the plants they feed on.",
        about=prose("""
            Since my youth I have occupied myself with the investigation of insects. I began with silkworms in
            Frankfurt, and saw that from other caterpillars came far finer butterflies and moths. So I withdrew from
            company and drew every change from life, on vellum: egg, caterpillar, pupa, moth, and always the plant.

            From 1699 I worked for two years in Suriname with my daughter Dorothea. What we brought back is engraved
            in *Metamorphosis insectorum Surinamensium*, sixty plates, 1705.

            Ich beantworte Briefe auf Deutsch, Niederländisch und, mit Geduld, Latein.
        """),
        has_picture=True,
        portrait_seed=233,
        picture_visibility="members",
    ),
    SamplePerson(
        username="sofia-velisariou",
        display_name="Σοφία Βελισαρίου",
        sort_name="Βελισαρίου, Σοφία",
        language="el",
        pronouns="αυτή",
        headline="Decrees and dedications of the Cyclades; letter-cutters and their workshops.",
        about=prose("""
            Μελετώ τις επιγραφές των Κυκλάδων: ψηφίσματα, αναθήματα, επιτύμβια. Με ενδιαφέρει κυρίως το χέρι του
            χαράκτη, δηλαδή πώς αναγνωρίζουμε ένα εργαστήριο από τον τρόπο που χαράζει το σίγμα και το ωμέγα.

            The *Hands of Ioulis* corpus now holds 412 stones with raking-light photographs. Corrections are welcome,
            above all from people who can walk to the stone: [hands.example](https://hands.example/ioulis).
        """),
        has_picture=True,
        portrait_seed=219,
    ),
    SamplePerson(
        username="sofie-brahe",
        display_name="Sofie Brahe",
        sort_name="Brahe, Sofie",
        language="da",
        pronouns="hun/hende",
        headline="Genealogy of the Danish nobility, garden chemistry, and the eclipse of December 1573.",
        about=prose("""
            My brother told me that astronomy was too hard for me. I learned German for the chemistry, had the Latin
            books translated at my own cost, and was at the instruments for the lunar eclipse of 8 December 1573.

            At Eriksholm I laid out a garden in a climate that does not want one. In Helsingør I keep the genealogies of
            some sixty noble families, nine hundred pages of them, and correct my cousins.
        """),
        pronouns_visibility="members",
    ),
    SamplePerson(
        username="zoriana-lukasewycz-dorn",
        display_name="Zoriana Łukasewycz-Dorn",
        sort_name="Łukasewycz-Dorn, Zoriana",
        language="pl",
        pronouns="ona",
        headline="Drukarnie i ich zecerzy, 1560–1650. Печатные дворы и их наборщики.",
        about=prose("""
            Badam ludzi, którzy składali książki, a nie podpisywali ich: zecerów, korektorów, uczniów. Interesują mnie
            błędy, bo tylko po nich można kogoś rozpoznać.

            With Ragnhild Øverlie-Castellanos I wrote on what paired watermarks can and cannot date. We still disagree
            about the second half of the title.
        """),
        has_picture=True,
        portrait_seed=257,
        about_visibility="members",
    ),
    SamplePerson(
        username="amparo-de-la-torre",
        display_name="Amparo de la Torre y Quiñones-Sandoval de Almudévar",
        sort_name="Torre y Quiñones-Sandoval de Almudévar, Amparo de la",
        language="es",
        pronouns="ella",
        headline="Women who signed their bindings, and the archives that did not catalogue them.",
        about=prose("""
            Investigadora independiente. Busco firmas de encuadernadoras en guardas, tejuelos y cantos: nombres que
            nadie anotó porque el catálogo describía el libro y no las manos.

            - *Firmado por dentro*, Almudévar, La Rueda, 2019
            - Un censo de 211 talleres regidos por viudas, 1550–1800, en [guardas.example](https://guardas.example/)
            - Un cuaderno de preguntas para bibliotecarios con prisa
        """),
        pronouns_visibility="me",
    ),
    SamplePerson(
        username="sofia-ben-aroya",
        display_name="סופיה בן־ארויה",
        sort_name="בן־ארויה, סופיה",
        language="he",
        pronouns="היא",
        headline="Ketubbot as decorated documents; pigment and parchment in the eastern Mediterranean.",
        about=prose("""
            תחומי המחקר שלי: כתובות מאוירות, פיגמנטים וקלף במזרח הים התיכון, והסופרים שבין הקהילות.

            I am curator of manuscripts at the Library of the Lower Harbour. Readers may see any ketubbah by
            appointment; bring a pencil, and tell me whose wedding you are looking for.
        """),
        has_picture=True,
        portrait_seed=19,
        picture_visibility="me",
    ),
    SamplePerson(
        username="maryam-al-qirtasi",
        display_name="مريم بنت يونس القرطاسي",
        sort_name="القرطاسي, مريم بنت يونس",
        language="ar",
        text_language="ar",
        pronouns="هي",
        headline="مؤرخة الكتاب المخطوط؛ صناعة الورق وأسواق الورّاقين في القرن الرابع الهجري.",
        about=prose("""
            أدرس ما كان الكتاب قبل أن يصير كتابًا: الخِرَق والصمغ والقوالب، والرزم التي عبرت البحر قبل أن تُجلَّد. يتتبّع
            مشروعي الحالي دفاتر ورّاق واحد في سوق المرسى على مدى أربعين سنة، ويسأل كيف كان يعرف في الشتاء ثمن الورق في
            الربيع.

            جئت إلى الورق من باب الفهرسة؛ وصفت نحو ثلاثة آلاف قطعة، ووجدت أن نصفها خرج من ثلاثة أزواج من القوالب.
        """),
    ),
)
