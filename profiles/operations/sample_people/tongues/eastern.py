"""Names and phrases: Polish, Russian, Greek, Turkish."""

from profiles.operations.sample_people.tongues.tongue import Tongue, families, pairs, phrases, words

POLISH = Tongue(
    code="pl",
    women=words(
        "Agnieszka Bożena Celina Dobrosława Elżbieta Felicja Grażyna Halszka Iwona Jadwiga Kinga Łucja Małgorzata "
        "Nawojka Otylia Przemysława Róża Stanisława Świętosława Urszula Wisława Zdzisława Żaneta Zofia"
    ),
    men=words(
        "Apoloniusz Bolesław Czesław Dobiesław Eugeniusz Feliks Grzegorz Hieronim Ignacy Jędrzej Kazimierz Łukasz "
        "Mścisław Narcyz Onufry Przemysław Radosław Stanisław Światosław Tadeusz Wawrzyniec Zbigniew Żegota "
        "Bożydar"
    ),
    families=families(
        "Bielawska/Bielawski Czarnołęska/Czarnołęski Dąbrowiecka/Dąbrowiecki Głowacz-Żelska/Głowacz-Żelski "
        "Jabłonowska/Jabłonowski Kędzierzyńska/Kędzierzyński Łęczycka/Łęczycki Mościcka/Mościcki "
        "Niedźwiedzka/Niedźwiedzki Olszańska/Olszański Pszczółkowska/Pszczółkowski Rzewuska/Rzewuski "
        "Święcicka/Święcicki Trzcińska/Trzciński Wąsowska/Wąsowski Zagórska/Zagórski Żółkiewicz Brzęczyk Gołąb "
        "Kołodziej Łoś Mróz Sójka Wróbel Źdźbło Ćwiek"
    ),
    pronouns=("ona", "on"),
    tones=(0, 0, 0, 1),
    fields=phrases("""
        Historia nauki
        Bibliologia
        Językoznawstwo
        Archeologia
        Botanika
        Muzykologia
    """),
    topics=phrases("""
        rękopisy klasztorne
        nazwy rzek i bagien
        kalendarze i ich czytelnicy
        warsztaty introligatorskie
        zielniki szkolne
        listy uczonych
        drewniane organy
        mapy pogranicza
    """),
    openings=phrases("""
        Moje tematy: {a}; {b}.
        Dwa kierunki badań: {a} oraz {b}.
        Obszary badań: {a}; {b}.
    """),
    middles=phrases("""
        Źródła leżą w siedmiu archiwach, a połowa z nich nie ma inwentarza.
        To, co w jednej księdze jest błędem, w dwunastu jest zwyczajem.
        Projekt zaczął się od przypisu.
    """),
    closings=phrases("""
        Każda wiadomość o podobnych źródłach będzie mile widziana.
        Dane są otwarte: [notatnik.example](https://notatnik.example/).
        Na listy odpowiadam zawsze.
    """),
)

RUSSIAN = Tongue(
    code="ru",
    women=words(
        "Агния=agniya Варвара=varvara Галина=galina Дарья=darya Евдокия=evdokiya Жанна=zhanna Зинаида=zinaida "
        "Ирина=irina Клавдия=klavdiya Лидия=lidiya Марфа=marfa Надежда=nadezhda Ольга=olga Прасковья=praskovya "
        "Раиса=raisa Серафима=serafima Таисия=taisiya Ульяна=ulyana Фаина=faina Юлия=yuliya Ярослава=yaroslava "
        "Элеонора=eleonora"
    ),
    men=words(
        "Арсений=arseny Богдан=bogdan Виссарион=vissarion Глеб=gleb Демьян=demyan Емельян=emelyan Захар=zakhar "
        "Игнатий=ignaty Кирилл=kirill Лаврентий=lavrenty Макар=makar Никита=nikita Остап=ostap Прохор=prokhor "
        "Родион=rodion Савелий=savely Тимофей=timofey Устин=ustin Фёдор=fyodor Юрий=yury Яков=yakov Эраст=erast"
    ),
    families=families(
        "Берёзкина/Берёзкин=beryozkina/beryozkin Ветлугина/Ветлугин=vetlugina/vetlugin "
        "Горчакова/Горчаков=gorchakova/gorchakov Дубровская/Дубровский=dubrovskaya/dubrovsky "
        "Ельцова/Ельцов=eltsova/eltsov Журавлёва/Журавлёв=zhuravlyova/zhuravlyov "
        "Заозёрская/Заозёрский=zaozyorskaya/zaozyorsky Истомина/Истомин=istomina/istomin "
        "Калашникова/Калашников=kalashnikova/kalashnikov Лебедева/Лебедев=lebedeva/lebedev "
        "Морозова/Морозов=morozova/morozov Нежданова/Нежданов=nezhdanova/nezhdanov Озерова/Озеров=ozerova/ozerov "
        "Полозова/Полозов=polozova/polozov Рябинина/Рябинин=ryabinina/ryabinin "
        "Снегирёва/Снегирёв=snegiryova/snegiryov Тихомирова/Тихомиров=tikhomirova/tikhomirov "
        "Угрюмова/Угрюмов=ugryumova/ugryumov Филиппова/Филиппов=filippova/filippov "
        "Цветаева-Лужина/Цветаев-Лужин=tsvetaevaluzhina/tsvetaevluzhin "
        "Черемисина/Черемисин=cheremisina/cheremisin Щеглова/Щеглов=shcheglova/shcheglov"
    ),
    second="patronymic",
    patronymics=pairs(
        "Андреевна/Андреевич Борисовна/Борисович Викторовна/Викторович Глебовна/Глебович Львовна/Львович "
        "Максимовна/Максимович Павловна/Павлович Сергеевна/Сергеевич Фёдоровна/Фёдорович Яковлевна/Яковлевич"
    ),
    pronouns=("она", "он"),
    tones=(0, 0, 1),
    fields=phrases("""
        История науки
        Палеография
        Языкознание
        Археология
        Геоботаника
        Музыковедение
    """),
    topics=phrases("""
        рукописные календари
        названия рек и волоков
        печатные дворы и наборщики
        гербарии уездных школ
        письма с метеостанций
        берестяные грамоты
        колокола и звонари
        старые карты побережья
    """),
    openings=phrases("""
        Мои темы: {a}; {b}.
        Два направления работы: {a} и {b}.
        Область исследований: {a}; {b}.
    """),
    middles=phrases("""
        Источники лежат в семи архивах, и половина из них не описана.
        То, что в одной книге ошибка, в двенадцати уже обычай.
        Всё началось со сноски.
    """),
    closings=phrases("""
        Любые сведения о похожих источниках очень пригодятся.
        Данные открыты: [tetrad.example](https://tetrad.example/).
        На письма отвечаю всегда.
    """),
)

GREEK = Tongue(
    code="el",
    women=words(
        "Αγγελική=angeliki Βασιλική=vasiliki Γεωργία=georgia Δέσποινα=despina Ελένη=eleni Ζωή=zoi Ηλέκτρα=ilektra "
        "Θάλεια=thaleia Ιφιγένεια=ifigeneia Καλλιόπη=kalliopi Λυδία=lydia Μυρτώ=myrto Νεφέλη=nefeli Ξένια=xenia "
        "Πηνελόπη=pinelopi Ρέα=rea Στέλλα=stella Φωτεινή=fotini"
    ),
    men=words(
        "Αριστείδης=aristeidis Βύρων=vyron Γρηγόρης=grigoris Δημήτρης=dimitris Ερμόλαος=ermolaos Ζήσης=zisis "
        "Ηρακλής=iraklis Θανάσης=thanasis Ιάσονας=iasonas Κλεάνθης=kleanthis Λεωνίδας=leonidas Μιχάλης=michalis "
        "Νικηφόρος=nikiforos Ξενοφών=xenofon Οδυσσέας=odysseas Περικλής=periklis Σταύρος=stavros Φώτης=fotis"
    ),
    families=families(
        "Αναγνωστοπούλου/Αναγνωστόπουλος=anagnostopoulou/anagnostopoulos Βλαχάκη/Βλαχάκης=vlachaki/vlachakis "
        "Γαλάνη/Γαλάνης=galani/galanis Δροσίνη/Δροσίνης=drosini/drosinis Ευσταθίου=efstathiou "
        "Ζαχαριάδη/Ζαχαριάδης=zachariadi/zachariadis Θεοτοκά/Θεοτοκάς=theotoka/theotokas "
        "Ιωαννίδου/Ιωαννίδης=ioannidou/ioannidis Καραμανλίδου/Καραμανλίδης=karamanlidou/karamanlidis "
        "Λαμπράκη/Λαμπράκης=lambraki/lambrakis Μαυρομάτη/Μαυρομάτης=mavromati/mavromatis "
        "Νικολαΐδου/Νικολαΐδης=nikolaidou/nikolaidis Ξυδάκη/Ξυδάκης=xydaki/xydakis Οικονόμου=oikonomou "
        "Παπαδημητρίου=papadimitriou Ρωμανού/Ρωμανός=romanou/romanos Σεφεριάδη/Σεφεριάδης=seferiadi/seferiadis "
        "Τριανταφύλλου=triantafyllou Φραγκιαδάκη/Φραγκιαδάκης=frangiadaki/frangiadakis "
        "Χατζηγεωργίου=chatzigeorgiou Ψαρρού/Ψαρρός=psarrou/psarros"
    ),
    pronouns=("αυτή", "αυτός"),
    tones=(0, 1, 1),
    fields=phrases("""
        Επιγραφική
        Ιστορία της επιστήμης
        Γλωσσολογία
        Βυζαντινή μουσικολογία
        Αρχαιολογία
        Ωκεανογραφία
    """),
    topics=phrases("""
        χειρόγραφα μικρών μονών
        ονόματα ανέμων και ακτών
        εργαστήρια χαρακτών
        ναυτικά ημερολόγια
        λαϊκά ιατροσόφια
        παρτιτούρες και προφορική μνήμη
        αρχαία σταθμά
        νησιωτικές διάλεκτοι
    """),
    openings=phrases("""
        Θέματα έρευνας: {a}· {b}.
        Δύο ερωτήματα με απασχολούν: {a} και {b}.
        Πεδία: {a}· {b}.
    """),
    middles=phrases("""
        Οι πηγές βρίσκονται σε επτά αρχεία, τα μισά χωρίς κατάλογο.
        Ό,τι σε ένα βιβλίο μοιάζει λάθος, σε δώδεκα είναι συνήθεια.
        Όλα ξεκίνησαν από μια υποσημείωση.
    """),
    closings=phrases("""
        Κάθε πληροφορία για παρόμοιο υλικό είναι ευπρόσδεκτη.
        Τα δεδομένα είναι ανοιχτά: [tetradio.example](https://tetradio.example/).
        Απαντώ σε όλα τα γράμματα.
    """),
    semicolon="· ",
)

TURKISH = Tongue(
    code="tr",
    women=words(
        "Ayşegül Bengü Ceylan Çiğdem Defne Elif Feride Gülşen Hüma İclal Işık Jülide Kıymet Leyla Müzeyyen "
        "Nilüfer Özge Pınar Reyhan Şule Tülin Ümran Yıldız Zehra"
    ),
    men=words(
        "Alparslan Bülent Cüneyt Çağatay Doğan Erdem Ferit Gökhan Halûk İlhan Kâzım Levent Mümtaz Nâzım Oğuz "
        "Polat Rıfkı Şükrü Tuğrul Ümit Vedat Yiğit Zekâi Işıkhan"
    ),
    families=families(
        "Akçadağ Bozkurtlu Çınaroğlu Değirmenci Erkılıç Fındıkoğlu Gümüşhaneli Hızıroğlu Işıldak İpekçioğlu "
        "Karaağaç Lâleli Mumcuoğlu Nakkaş Özgüngör Paşaoğlu Rüzgârlı Saatçioğlu Şahinbaş Taşkıran Uğurlu Ünverdi "
        "Varlıklı Yağmurlu Zeytinoğlu Küçükdere Söğütlü Tütüncü"
    ),
    pronouns=("o", "o"),
    tones=(0, 1, 1, 2),
    fields=phrases("""
        Bilim tarihi
        Kitap tarihi
        Dilbilim
        Arkeoloji
        Müzikoloji
        Botanik
    """),
    topics=phrases("""
        tahrir defterleri ve köy adları
        ebru ve kâğıt ustaları
        rasathane yazışmaları
        âşıkların ezberi
        liman kentlerinin dilleri
        Anadolu'nun su yolları
        minyatürlerde gündelik hayat
        mezar taşı kitabeleri
    """),
    openings=phrases("""
        Çalışma konularım: {a}; {b}.
        İki sorunun peşindeyim: {a} ve {b}.
        Araştırma alanları: {a}; {b}.
    """),
    middles=phrases("""
        Kaynaklar yedi ayrı arşivde, yarısının kataloğu yok.
        Bir defterde yanlış görünen, on ikisinde âdettir.
        Her şey bir dipnotla başladı.
    """),
    closings=phrases("""
        Benzer belgeler için bana yazabilirsiniz.
        Veriler herkese açık: [defter.example](https://defter.example/).
        Her mektuba cevap veririm.
    """),
)
