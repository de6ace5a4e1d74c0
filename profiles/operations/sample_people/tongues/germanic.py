"""Names and phrases: English, German, Swedish."""

from profiles.operations.sample_people.tongues.tongue import Tongue, families, phrases, words

ENGLISH = Tongue(
    code="en",
    women=words(
        "Alice Beatrice Clara Dorothy Eleanor Florence Grace Harriet Imogen Josephine Katharine Lydia Mabel Nora "
        "Olive Philippa Rosalind Sylvia Tabitha Una Verity Winifred Abena Adaeze Thandiwe Marisol Leilani Priya"
    ),
    men=words(
        "Arthur Bernard Caleb Duncan Edmund Felix Gilbert Hugh Isaac Julian Kenneth Leonard Malcolm Nathaniel "
        "Oliver Percival Quentin Rupert Stephen Theodore Vernon Wallace Kwame Chidi Tendai Desmond Ranjit Emeka"
    ),
    families=families(
        "Abernathy Attwater Birchall Blackwood Brightwell Cavendish Colquhoun Danforth Eastlake Everard "
        "Fairweather Featherstone Gainsford Hathersage Hollis Ingleby Jessop Kettlewell Langstaff Loxley "
        "Marchbanks Mossman Netherby Oakeshott Pemberton Penhallow Quillfeather Ravenscroft Selwyn Stillwater "
        "Thistlewood Underhill Vane Wetherby Whitlock Yarrow Zellaby O’Farrell MacAuslan D’Arcy Okonjo-Bell "
        "Mensah-Reid"
    ),
    second="initial",
    pronouns=("she/her", "he/him"),
    fields=phrases("""
        Historian of science
        Historian of the book
        Linguist
        Palaeobotanist
        Musicologist
        Classical archaeologist
        Ethnographer
        Statistician
        Marine biologist
        Philosopher
        Textile conservator
        Glaciologist
        Literary historian
        Cartographer
    """),
    topics=phrases("""
        tide tables and the people who computed them
        field notebooks as evidence
        vowels in contact
        fossil pollen and early farming
        parish registers and missing persons
        the sound of rooms that no longer stand
        letters that were never sent
        weights, measures and trust
        estuaries and their names
        unfinished translations
        the history of the footnote
        instruments on loan
        charters, forgeries and honest copies
        ice cores and written winters
        women in learned correspondence
        borders drawn from memory
        dyes, mordants and fading
        counting without numerals
    """),
    openings=phrases("""
        I work on {a}, and lately on {b}.
        My research is about {a}. It began as a footnote to a book on {b}.
        Most of what I do concerns {a}; the rest, {b}.
        For ten years I have been writing about {a}. Before that I catalogued.
        I ask what we can still know about {a}, and what we should stop pretending to know.
        Two questions keep me busy: {a}, and {b}.
    """),
    middles=phrases("""
        The sources are scattered over eleven archives, and I have learned to travel light and to photograph everything.
        My students have found most of the good examples; their names are in the *notes*, where they belong.
        The argument is simple: what was copied was valued, and what was valued was copied **badly**, because in haste.
        I keep a list of open questions and am glad when someone else crosses one out.
        A small grant let us digitise 2,300 sheets; a larger one let us say what is on them.
        I read slowly, publish rarely, and answer letters.
        What looks like an error in one ledger is a habit in twelve, and a rule in the thirteenth.
        The data are open, the mistakes are dated, and the corrections are signed.
        Before the university I worked in a map room, which explains the handwriting.
        The second half of the project asks the same thing of a place where the paper did not survive.
        I have changed my mind twice about the main result, both times in print.
        Much of this is done with a librarian, a chemist and a retired harbour pilot.
    """),
    closings=phrases("""
        I supervise on all of this and am glad to hear from people outside universities.
        Notes and drafts are at [notebook.example](https://notebook.example/).
        If you hold a letter, a label or a photograph that belongs here, do write.
        Offprints on request; the data are at [open-shelf.example](https://open-shelf.example/data).
        Office hours are Tuesday, the door is open on Thursday.
        Corrections are welcome, in any language I can be helped to read.
    """),
)

GERMAN = Tongue(
    code="de",
    women=words(
        "Annegret Barbara Cäcilie Dorothea Elfriede Franziska Gesine Hannelore Ilse Jutta Käthe Liselotte "
        "Mechthild Nele Ottilie Renate Sieglinde Theresia Ulrike Veronika Wiebke Zenzi Frauke Heike"
    ),
    men=words(
        "Albrecht Bernd Cornelius Dietrich Eberhard Friedhelm Gottfried Henning Ingo Jürgen Konrad Lothar "
        "Matthäus Norbert Ottokar Reinhold Siegfried Tilman Ulrich Volker Wolfram Götz Jörg Hauke"
    ),
    families=families(
        "Abendroth Bäumler Birkenfeld Dornseif Eichstädt Fürstenberger Gänßler Grünewald Hölzer Immergrün "
        "Jägerschmidt Kleinschmied Königsmark Lerchenmüller Löwenthal Mühlbauer Nußbaum Obermayr Pfefferkorn "
        "Quellmalz Röthlisberger Schäufele Schönfelder Steinbrück Süßkind Tannhäuser Uhlenbrock Vogelsang "
        "Weißhaupt Wünschmann Zieglgruber Ackerknecht Brömmelhaupt Drögemöller Hagedorn Rautenstrauch"
    ),
    second="hyphen",
    pronouns=("sie/ihr", "er/ihm"),
    tones=(0, 0, 0, 1, 2),
    fields=phrases("""
        Wissenschaftsgeschichte
        Handschriftenkunde
        Sprachwissenschaft
        Vor- und Frühgeschichte
        Musikwissenschaft
        Botanik
        Rechtsgeschichte
        Astronomiegeschichte
    """),
    topics=phrases("""
        Einbände und ihre Werkstätten
        Flurnamen an der Grenze
        Rechenbücher des 16. Jahrhunderts
        Herbarien und ihre Sammlerinnen
        Orgeln, Stimmungen, Streitigkeiten
        Wasserzeichen und Papierhandel
        Briefe aus dem Observatorium
        Stadtrechte und ihre Abschriften
        Moore als Archive
        Übersetzungen ohne Übersetzer
    """),
    openings=phrases("""
        Meine Themen: {a}; {b}.
        Zwei Schwerpunkte: {a} und {b}.
        Ich forsche und lehre zu zwei Gebieten: {a}; {b}.
    """),
    middles=phrases("""
        Die Quellen liegen in neun Archiven, die Hälfte davon ohne Findbuch.
        Was in einem Band ein Fehler ist, ist in zwölf Bänden eine Gewohnheit.
        Seit 2016 leite ich ein kleines Projekt, das mehr Fragen als Stellen hat.
    """),
    closings=phrases("""
        Hinweise auf Unbekanntes sind jederzeit willkommen.
        Die Daten stehen offen unter [zettelkasten.example](https://zettelkasten.example/).
        Sonderdrucke schicke ich gern zu.
    """),
)

SWEDISH = Tongue(
    code="sv",
    women=words(
        "Agneta Birgitta Cajsa Disa Ebba Freja Gunhild Hedvig Ingegerd Jorunn Karin Linnéa Märta Ottilia Ragna "
        "Signe Torborg Ulrika Vendela Åsa Ylva Öllegård Tyra Elsa"
    ),
    men=words(
        "Anders Björn Carl-Axel Dag Einar Folke Göran Håkan Ivar Jöns Knut Lennart Måns Nils Olof Pär Ragnvald "
        "Sixten Torsten Ulf Viggo Åke Örjan Sören"
    ),
    families=families(
        "Almqvist Bergström Björkenstam Cederlöf Dahlgren Ekelöf Fagerström Gyllenhammar Hällström Isaksson "
        "Jönsdotter Källgren Lagerkvist Löfstedt Malmborg Nordenfalk Ödmansson Palmstierna Rosenqvist Sjöstrand "
        "Strömberg Söderlind Tegnelius Uggla Västergård Wallenius Ängström Åkerhielm Österlund Hjelmslev"
    ),
    pronouns=("hon/henne", "han/honom"),
    tones=(0, 0, 0, 1, 3),
    fields=phrases("""
        Idéhistoria
        Bokhistoria
        Runologi
        Ekologi
        Nordiska språk
        Kulturgeografi
    """),
    topics=phrases("""
        runstenar och vägar
        lärda brev på tre språk
        sjökort och minnen av is
        almanackor som dagböcker
        skogens namn
        glas, aska och lut
        folkvisor och deras upptecknare
        kyrkböcker och saknade personer
    """),
    openings=phrases("""
        Min forskning handlar om två saker: {a}; {b}.
        Ämnen: {a} och {b}.
        Just nu: {a}. Tidigare: {b}.
    """),
    middles=phrases("""
        Källorna finns i sju arkiv, och hälften av dem saknar förteckning.
        Jag läser långsamt och svarar på brev.
        Projektet började som en fotnot och har nu fem medarbetare.
    """),
    closings=phrases("""
        Hör gärna av dig om du har sett något liknande.
        Materialet ligger öppet på [hyllan.example](https://hyllan.example/).
        Särtryck skickas gärna.
    """),
)
