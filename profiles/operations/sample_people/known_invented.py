"""Hand-written people who never lived: long and short names, empty pages, drafts."""

from profiles.operations.sample_people.person import SamplePerson, prose

INVENTED = (
    SamplePerson(
        username="guthny-aesa",
        display_name="Guðný Æsa Þorvaldsdóttir",
        sort_name="Guðný Æsa Þorvaldsdóttir",
        language="is",
        text_language="is",
        pronouns="hún",
        headline="Handrit, skinn og jurtablek á Íslandi, 1350–1550.",
        about=prose("""
            Ég rannsaka íslensk handrit: skinnið, blekið og fólkið sem skrifaði. Verkefnið *Sortulyng* endurgerir blek
            eftir gömlum uppskriftum.

            The ink recipes, with photographs of every failure, are at [sortulyng.example](https://sortulyng.example/).
        """),
        has_picture=True,
        portrait_seed=9 * 8 + 1,
    ),
    SamplePerson(
        username="isil-kirimlioglu",
        display_name="Işıl Kırımlıoğlu",
        sort_name="Kırımlıoğlu, Işıl",
        language="tr",
        text_language="tr",
        headline="Osmanlı hesap defterleri ve ipek ticareti.",
        about="Çalışma alanım on altıncı yüzyıl Bursa'sında ipek fiyatları. Defterleri okuyan herkese açığım.",
        is_published=False,
    ),
    SamplePerson(
        username="ngoc-diem-huong",
        display_name="Nguyễn Thị Ngọc Diễm Hường",
        sort_name="Nguyễn Thị Ngọc Diễm Hường",
        language="vi",
        text_language="vi",
        pronouns="cô ấy",
        headline="Chữ Nôm, văn bia và lịch sử nghề in ở Bắc Bộ.",
        about=prose("""
            Tôi nghiên cứu văn bia và ván khắc chữ Nôm, nhất là những chữ chỉ gặp một lần.

            - Kho ảnh thác bản: [thacban.example](https://thacban.example/)
            - Bảng chữ hiếm, cập nhật mỗi mùa hè
        """),
        has_picture=True,
        portrait_seed=355,
        headline_visibility="members",
    ),
    SamplePerson(
        username="grainne-oshaughnessy",
        display_name="Gráinne O’Shaughnessy",
        sort_name="O’Shaughnessy, Gráinne",
        language="ga",
        pronouns="sí/í",
        headline="Sound archives of the western islands: who was recorded, who was in the room, who was asked.",
        about=prose("""
            I work with wax cylinders and early discs, and with the descendants of those whose voices are on them. Of
            the 614 recordings I have traced, 90 carry the name of a singer. The collector's name is on all of them.

            Tá fáilte roimh cheisteanna i nGaeilge.

            What I can offer a family: a clean copy, the collector's note, and time. What I ask: nothing.
        """),
        has_picture=True,
        portrait_seed=2 * 8 + 1,
    ),
    SamplePerson(
        username="johann-weiss-grossmann",
        display_name="Johann Weiß-Großmann",
        sort_name="Weiß-Großmann, Johann",
        language="de",
        text_language="de",
        pronouns="er/ihm",
        headline="Maße, Gewichte und die Größe des Scheffels.",
        about="Wie groß war ein Scheffel? In 83 Städten frage ich dasselbe und bekomme 97 Antworten. "
        "Die Tabelle: [scheffel.example](https://scheffel.example/).",
        has_picture=True,
        portrait_seed=5 * 8,
    ),
    SamplePerson(username="o-of-ioulis", display_name="O", sort_name="O", headline="Letters, taken one at a time."),
    SamplePerson(
        username="maria-vasconcelos-lima",
        display_name="Maria do Carmo Vasconcelos e Albuquerque de Sá-Nogueira Lima",
        sort_name="Lima, Maria do Carmo Vasconcelos e Albuquerque de Sá-Nogueira",
        language="pt",
        text_language="pt",
        pronouns="ela",
        headline="Cartas de marear, roteiros e as mulheres que os copiavam em Lisboa, no Porto e em Goa, entre a "
        "partida de uma armada e o regresso, quando havia regresso, da seguinte (1497–1640).",
        about=prose("""
            Estudo cartas de marear como trabalho: pergaminho, compasso, cópia, correção. Um roteiro copiado doze vezes
            conta doze viagens que ninguém fez.

            1. Quem copiava?
            2. A partir de quê?
            3. Quem pagava a tinta?
        """),
    ),
    SamplePerson(username="tove-lindqvist", display_name="Tove Lindqvist", sort_name="Lindqvist, Tove", language="sv"),
    SamplePerson(username="bao", display_name="Bảo", sort_name="Bảo", language="vi"),
    SamplePerson(
        username="szentgyorgyi-bela",
        display_name="Szentgyörgyi-Nagy Béla",
        sort_name="Szentgyörgyi-Nagy Béla",
        language="hu",
        text_language="hu",
        headline="Népzene és hangszerek a Felső-Tisza mentén.",
        has_picture=True,
        portrait_seed=13 * 8,
        is_published=False,
    ),
    SamplePerson(
        username="olayinka-akintunde",
        display_name="Ọláyínká Akíntúndé",
        sort_name="Akíntúndé, Ọláyínká",
        language="yo",
        pronouns="they/them",
        headline="Tone, drum and spelling: how Yorùbá is written when it is meant to be heard.",
        about=prose("""
            A talking drum leaves out the consonants and is understood; print leaves out the tones and is not. I work
            on what readers put back, and when.

            The *Dùndún* corpus pairs **1,260 drummed phrases** with the speech of the same drummers, under an agreement
            that lets each of them withdraw a phrase at any time. Four have. See
            [dundun.example](https://dundun.example/agreement).

            I teach field methods, the phonology of tone, and a course on alphabets as arguments.
        """),
        has_picture=True,
        portrait_seed=39,
    ),
    SamplePerson(
        username="kvetoslava-rihova",
        display_name="Květoslava Dvořáčková-Říhová",
        sort_name="Dvořáčková-Říhová, Květoslava",
        language="cs",
        text_language="cs",
        pronouns="ona",
        headline="Rostlinné názvy v českých herbářích.",
        pronouns_visibility="members",
        has_picture=True,
        portrait_seed=15 * 8 + 1,
    ),
    SamplePerson(
        username="teuila-faleolo",
        display_name="Teuila Fa‘aleolo",
        sort_name="Fa‘aleolo, Teuila",
        language="sm",
        headline="Navigation chants and the names of winds.",
        headline_visibility="me",
        about="A wind that has a name can be asked about. I have asked about **forty-one**.",
    ),
    SamplePerson(
        username="n-ashworth",
        display_name="N. Ashworth-Bellini",
        sort_name="Ashworth-Bellini, N.",
        pronouns="ze/hir",
        about=prose("""
            I edit other people's indexes. An index is the only part of a book written by someone who has read all of
            it.

            What I look for, in order:

            - the reader who has the book in hand and one minute
            - the reader who remembers a phrase and not the chapter
            - the reader who wants to know whether *she* is in it

            I have views about "passim". They are set out at length in *Ledger & Leaf* 7, and at greater length in the
            reply to my reviewer. The first index that I loved was in a book on bees. Under **Queens** it said: *see
            also* Succession; under **Succession**, *see* Queens. Between the two entries lay the whole argument of the
            book, which its author had not noticed and which the indexer, who is not named anywhere, had.

            Since then I have collected such things: indexes that contradict their books, indexes that finish an
            argument, indexes compiled in anger. There are 340 of them, from 1546 to the present day, with photographs,
            at [passim.example](https://passim.example/). Contributions are credited, to the indexer first.

            I do not take commissions for:

            - memoirs by people who are still at court
            - anything with more than one appendix on the same subject
            - cookery, except where the recipes are arranged by what can go wrong

            In the other half of the year I teach. The course is called *Finding and being found*; it has no
            prerequisites and one piece of work, which is to make an index to a conversation. Students are always
            surprised by how few of the headings are theirs. They are surprised next by how much is said under
            *interruptions*, and by whom.

            The index of the class of 2019, to a conversation of four hours about bread, runs to eleven pages and is the
            best account of an argument that I know. It has no entry for *conclusion*. Under **salt** it says: *see*
            disagreements, first; and under **disagreements, first**, it lists in order of appearance all nineteen of
            them, of which seventeen were about something else. I read it aloud on the first day of every course, and
            then we go and bake.

            If you have written to me and have had no answer, look under **Correspondence, unanswered**, of which there
            is a great deal, in date order, and all of it will be.
        """),
        headline="Indexes.",
        headline_visibility="me",
    ),
    SamplePerson(
        username="jan",
        display_name="Jan",
        sort_name="Jan",
        is_published=False,
    ),
)
