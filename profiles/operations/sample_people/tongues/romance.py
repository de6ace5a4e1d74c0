"""Names and phrases: French, Spanish, Italian, Portuguese."""

from profiles.operations.sample_people.tongues.tongue import Tongue, families, phrases, words

FRENCH = Tongue(
    code="fr",
    women=words(
        "Adélaïde Bérénice Céleste Delphine Éloïse Françoise Geneviève Hélène Inès Joséphine Léonie Marguerite "
        "Noémie Odile Pénélope Raphaëlle Solène Thérèse Ursule Violette Anne-Sophie Marie-Ève Aïssatou Zoé"
    ),
    men=words(
        "Anatole Barthélemy Cédric Désiré Étienne François-Xavier Gaël Honoré Isidore Jérôme Lazare Maël Noé "
        "Octave Pacôme Rémi Sylvain Théophile Urbain Valéry Jean-Baptiste Loïc Mamadou Yves"
    ),
    families=families(
        "Aubépine Beaurepaire Bonnefoy Châtelard Clairvaux Delacroisière Desrosiers Duchêne Échallier Fontanelle "
        "Garancière Hautecœur Jolivet-Rey L’Hermitage Lacombrade Maisonneuve Montclar Nozières Orsenne Péronnet "
        "Quatrebarbes Rocheblave Saint-Aubert Tournemine Trévoux Vauquelin-Brou Villedieu Yvernault Le_Goffic "
        "de_La_Brosse Diallo-Mercier Œuvrard"
    ),
    second="hyphen",
    pronouns=("elle", "il"),
    tones=(0, 0, 1, 2, 3),
    fields=phrases("""
        Histoire du livre
        Histoire des sciences
        Ethnomusicologie
        Épigraphie
        Linguistique
        Paléontologie
        Histoire du droit
    """),
    topics=phrases("""
        les almanachs et leurs lecteurs
        la mesure du temps à bord
        les langues des ports
        les herbiers de province
        le vocabulaire des couleurs
        les correspondances savantes
        les ateliers tenus par des veuves
        les cartes fausses et leur fortune
        l'oral dans l'écrit
        les marges annotées
    """),
    openings=phrases("""
        Mes recherches portent sur deux objets : {a} ; {b}.
        Deux chantiers en cours : {a} et {b}.
        Thèmes de recherche : {a} ; {b}.
    """),
    middles=phrases("""
        Les sources sont dispersées dans neuf dépôts, dont deux ferment à midi.
        Ce qui paraît une faute dans un registre est une habitude dans douze.
        Le projet réunit trois bibliothèques et une chimiste, **dans cet ordre**.
    """),
    closings=phrases("""
        Les signalements sont toujours bienvenus.
        Les données sont ouvertes : [carnet.example](https://carnet.example/).
        Tirés à part sur demande.
    """),
    colon="\u00a0: ",
    semicolon="\u00a0; ",
)

SPANISH = Tongue(
    code="es",
    women=words(
        "Ainhoa Beatriz Casilda Dolores Encarnación Fuensanta Guadalupe Herminia Inmaculada Jimena Lucía Macarena "
        "Nieves Ofelia Pilar Remedios Soledad Teresa Úrsula Violeta Ximena Yolanda Zulema Begoña"
    ),
    men=words(
        "Álvaro Baltasar Cayetano Demetrio Eusebio Fermín Gonzalo Hernán Íñigo Joaquín Leandro Máximo Nicolás "
        "Óscar Plácido Ramiro Saturnino Tomás Vicente Wenceslao Andrés Martín Lázaro Jesús"
    ),
    families=families(
        "Aguirrezabal Balboa Cifuentes Doménech Echevarría Fuentesanta Garcés Hinojosa Ibáñez Jaramillo Larrañaga "
        "Montesdeoca Navascués Ordóñez Peñalver Quintanilla Rebolledo Sepúlveda Tordesillas Urquijo Valdivieso "
        "Ybarra Zúñiga Altamirano Benavente Carvajales Espronceda Goicoechea Mondragón Villaseñor"
    ),
    second="family after",
    pronouns=("ella", "él"),
    tones=(0, 1, 1, 2, 2),
    fields=phrases("""
        Historia de la ciencia
        Filología
        Arqueología
        Botánica
        Lingüística histórica
        Musicología
        Historia del derecho
    """),
    topics=phrases("""
        las bibliotecas que se perdieron en el mar
        los nombres del maíz
        el teatro de corral y sus cuentas
        los mapas de caminos de herradura
        la traducción en los puertos
        las recetas de tinta
        los pleitos por el agua
        los diccionarios de misioneros
        las firmas de artesanas
        el canto llano en los Andes
    """),
    openings=phrases("""
        Mis temas de trabajo: {a}; {b}.
        Dos líneas de investigación: {a} y {b}.
        Investigo dos cosas que resultaron ser una: {a} y {b}.
    """),
    middles=phrases("""
        Las fuentes están en siete archivos y ninguna en orden.
        Lo que en un libro parece errata, en doce es costumbre.
        El proyecto empezó como nota al pie y ya tiene *índice propio*.
    """),
    closings=phrases("""
        Agradezco cualquier noticia de documentos en manos particulares.
        Los datos están en abierto: [cuaderno.example](https://cuaderno.example/).
        Contesto todas las cartas.
    """),
)

ITALIAN = Tongue(
    code="it",
    women=words(
        "Antonella Benedetta Chiara Donatella Elettra Fiammetta Ginevra Iolanda Lavinia Mirella Nicoletta Ornella "
        "Patrizia Raffaella Serafina Tiziana Viola Zaira Niccolosa Libertà Allegra Ersilia"
    ),
    men=words(
        "Ambrogio Baldassarre Corrado Duccio Ermenegildo Fabrizio Gaspare Ippolito Jacopo Ludovico Manfredi "
        "Nicolò Orlando Pierluigi Ruggero Salvatore Tancredi Ubaldo Vittorio Zeno Ercole Lapo"
    ),
    families=families(
        "Abbondanza Bellincioni Cantalamessa Dall’Orto D’Alessio Fabbricotti Ghirlandai Incisa Lanzafame "
        "Malaspina Nannucci Ottaviani Passavanti Quaranta Roncaglia Sanseverino Tagliaferro Ubertini Vendramin "
        "Zambeccari Acquaviva Bonaventuri Castelvetro De_Marinis Frescobaldini Guidalotti Paleari Terracini"
    ),
    pronouns=("lei", "lui"),
    tones=(0, 0, 1, 1, 2),
    fields=phrases("""
        Paleografia
        Storia della scienza
        Glottologia
        Storia dell'arte
        Vulcanologia
        Filologia
    """),
    topics=phrases("""
        le mani dei copisti
        gli strumenti ottici di provincia
        i dialetti delle isole
        la carta e i suoi prezzi
        gli inventari di bottega
        le eruzioni nelle cronache
        i teatri di marionette
        gli epistolari dispersi
    """),
    openings=phrases("""
        I miei temi: {a}; {b}.
        Due linee di ricerca: {a} e {b}.
        Lavoro su due fronti: {a} e {b}.
    """),
    middles=phrases("""
        Le fonti stanno in otto archivi, di cui uno al quarto piano senza ascensore.
        Ciò che in un registro è un errore, in dodici è un'abitudine.
        Il progetto è nato da una nota a piè di pagina.
    """),
    closings=phrases("""
        Ogni segnalazione è benvenuta.
        I dati sono aperti: [quaderno.example](https://quaderno.example/).
        Rispondo a tutti, con calma.
    """),
)

PORTUGUESE = Tongue(
    code="pt",
    women=words(
        "Adelaide Benedita Conceição Deolinda Eduarda Filomena Graça Hermínia Iracema Jurema Luísa Madalena "
        "Natércia Olímpia Palmira Quitéria Rosário Sebastiana Teodora Umbelina Vitória Zulmira Antónia Inês"
    ),
    men=words(
        "Afonso Bento Caetano Diogo Estêvão Fernão Gaspar Heitor Inácio João Leandro Martim Nuno Onofre Plínio "
        "Quirino Rogério Simão Tomé Ubirajara Valentim Xavier Zacarias Sebastião"
    ),
    families=families(
        "Abrantes Bragança Câmara Damasceno Esteves Figueiroa Guimarães Henriques Junqueira Lacerda Magalhães "
        "Noronha Outeiro Penalva Queirós Rebelo Sampaio Taveira Utinguaçu Vilhena Ximenes Zagalo Alvarenga "
        "Botelho Cordovil Falcão Meneses Siqueira"
    ),
    second="family before",
    pronouns=("ela/dela", "ele/dele"),
    tones=(0, 1, 2, 3),
    fields=phrases("""
        História da ciência
        Antropologia
        Linguística
        Estudos literários
        Oceanografia
        História da cartografia
    """),
    topics=phrases("""
        os roteiros copiados à mão
        as línguas de contacto
        os azulejos e as suas oficinas
        a botânica das viagens
        os cantos de trabalho
        as cartas de alforria
        os faróis e os faroleiros
        os cadernos de receitas
    """),
    openings=phrases("""
        Temas de trabalho: {a}; {b}.
        Duas linhas de investigação: {a} e {b}.
        Estudo duas coisas que acabaram por ser uma: {a} e {b}.
    """),
    middles=phrases("""
        As fontes estão em sete arquivos, e nenhuma por ordem.
        O que num livro parece erro, em doze é costume.
        O projeto nasceu de uma nota de rodapé.
    """),
    closings=phrases("""
        Agradeço qualquer notícia de documentos em mãos de particulares.
        Os dados estão abertos: [caderno.example](https://caderno.example/).
        Respondo a todas as cartas.
    """),
)
