"""Names and phrases: Arabic, Hebrew, Hindi."""

from profiles.operations.sample_people.tongues.tongue import Tongue, families, pairs, phrases, words

ARABIC = Tongue(
    code="ar",
    women=words(
        "أمل=amal بثينة=buthayna تماضر=tumadir جميلة=jamila حنان=hanan خديجة=khadija دلال=dalal رباب=rabab "
        "زينب=zaynab سلمى=salma شهد=shahd صفية=safiyya عائشة=aisha غادة=ghada فاطمة=fatima كوثر=kawthar "
        "ليلى=layla منى=muna نجاة=najat هالة=hala وداد=widad ياسمين=yasmin"
    ),
    men=words(
        "أنس=anas بشير=bashir توفيق=tawfiq جابر=jabir حسان=hassan خالد=khalid رشيد=rashid زكريا=zakariyya "
        "سعيد=said شريف=sharif صالح=salih طارق=tariq عمر=umar غسان=ghassan فارس=faris قاسم=qasim كمال=kamal "
        "لقمان=luqman مصطفى=mustafa نزار=nizar هاشم=hashim ياسر=yasir"
    ),
    families=families(
        "الأندلسي=alandalusi البغدادي=albaghdadi التونسي=altunisi الجزائري=aljazairi الحلبي=alhalabi "
        "الخطيب=alkhatib الدمشقي=aldimashqi الرازي=alrazi الزهراوي=alzahrawi السمرقندي=alsamarqandi "
        "الشامي=alshami الصائغ=alsaigh الطرابلسي=altarabulsi العطار=alattar الغزالي=alghazali الفاسي=alfasi "
        "القيرواني=alqayrawani الكاتب=alkatib المقدسي=almaqdisi النحاس=alnahhas الوراق=alwarraq اليماني=alyamani"
    ),
    second="patronymic",
    patronymics=pairs(
        "بنت_يوسف/بن_يوسف بنت_أحمد/بن_أحمد بنت_عيسى/بن_عيسى بنت_محمود/بن_محمود بنت_إدريس/بن_إدريس بنت_سليمان/بن_سليمان"
    ),
    pronouns=("هي", "هو"),
    tones=(1, 2, 2, 3),
    fields=phrases("""
        تاريخ العلوم
        علم المخطوطات
        اللسانيات
        الآثار
        تاريخ العمارة
        علم الفلك
    """),
    topics=phrases("""
        أسواق الورّاقين
        أسماء النجوم والرياح
        رسائل العلماء
        خرائط طرق القوافل
        تجليد الكتب وزخرفتها
        لهجات الموانئ
        دفاتر التجار
        نقوش شواهد القبور
    """),
    openings=phrases("""
        موضوعات بحثي: {a}؛ {b}.
        سؤالان يشغلانني: {a}، و{b}.
        مجالات البحث: {a}؛ {b}.
    """),
    middles=phrases("""
        المصادر موزّعة على سبع خزائن، ونصفها بلا فهرس.
        ما يبدو خطأً في دفتر واحد عادةٌ في اثني عشر دفترًا.
        بدأ كل شيء بحاشية.
    """),
    closings=phrases("""
        أرحّب بكل خبر عن وثائق مشابهة.
        البيانات مفتوحة: [daftar.example](https://daftar.example/).
        أجيب عن كل الرسائل.
    """),
    semicolon="؛ ",
)

HEBREW = Tongue(
    code="he",
    women=words(
        "אביגיל=avigail ברכה=bracha גילה=gila דבורה=dvora הדס=hadas ורדה=varda זהבה=zehava חנה=hana טליה=talya "
        "יעל=yael כרמית=karmit לאה=leah מיכל=michal נעמי=naomi סיגלית=sigalit עדינה=adina פנינה=pnina צביה=tzvia "
        "רחל=rachel שירה=shira תמר=tamar"
    ),
    men=words(
        "אבנר=avner ברוך=baruch גדעון=gidon דניאל=daniel הלל=hillel זאב=zeev חיים=hayim יהושע=yehoshua כפיר=kfir "
        "לביא=lavi מנחם=menahem נתן=natan סעדיה=saadya עמוס=amos פנחס=pinhas צבי=tzvi רפאל=refael שאול=shaul "
        "תובל=tuval יואב=yoav אסף=asaf"
    ),
    families=families(
        "אבולעפיה=abulafia בן־עטר=benattar גולדברג=goldberg דרעי=deri הלוי=halevi ורשבסקי=warshavsky "
        "זילברשטיין=zilberstein חזן=hazan טולדנו=toledano ירושלמי=yerushalmi כרמי=karmi לוינסון=levinson "
        "מזרחי=mizrahi נחמני=nahmani סופר=sofer עזריאל=azriel פרידמן=fridman צורי=tzuri קמחי=kimhi "
        "רבינוביץ=rabinovitz שמעוני=shimoni"
    ),
    pronouns=("היא", "הוא"),
    tones=(0, 1, 2),
    fields=phrases("""
        תולדות המדע
        כתבי יד
        בלשנות
        ארכאולוגיה
        מוזיקולוגיה
        תולדות הספר
    """),
    topics=phrases("""
        קטעי גניזה
        שמות כוכבים
        כתובות מאוירות
        לוחות שנה ביד
        פיוטים נשכחים
        מפות דרכים ישנות
        לשונות הנמלים
        בתי דפוס קטנים
    """),
    openings=phrases("""
        נושאי המחקר שלי: {a}; {b}.
        שתי שאלות מעסיקות אותי: {a}, וגם {b}.
        תחומי המחקר: {a}; {b}.
    """),
    middles=phrases("""
        המקורות מפוזרים בשבעה ארכיונים, ולמחציתם אין קטלוג.
        מה שנראה כטעות בפנקס אחד הוא מנהג בשנים־עשר.
        הכול התחיל בהערת שוליים.
    """),
    closings=phrases("""
        אשמח לכל ידיעה על תעודות דומות.
        הנתונים פתוחים: [pinkas.example](https://pinkas.example/).
        כל מכתב מקבל תשובה.
    """),
)

HINDI = Tongue(
    code="hi",
    women=words(
        "अनुराधा=anuradha भारती=bharati चंद्रिका=chandrika दमयंती=damayanti गायत्री=gayatri हेमलता=hemlata "
        "इंदिरा=indira जयश्री=jayashri कल्याणी=kalyani लक्ष्मी=lakshmi मंदाकिनी=mandakini नंदिनी=nandini "
        "पद्मा=padma रोहिणी=rohini सरस्वती=sarasvati तारा=tara उर्मिला=urmila वसुधा=vasudha"
    ),
    men=words(
        "अरविंद=arvind भास्कर=bhaskar चंद्रशेखर=chandrashekhar दिनेश=dinesh गोविंद=govind हरीश=harish "
        "ईश्वर=ishvar जगदीश=jagdish केशव=keshav लोकेश=lokesh माधव=madhav नरेंद्र=narendra प्रभाकर=prabhakar "
        "राघव=raghav सुधीर=sudhir त्रिलोक=trilok उमेश=umesh विनायक=vinayak"
    ),
    families=families(
        "अग्निहोत्री=agnihotri भटनागर=bhatnagar चतुर्वेदी=chaturvedi दीक्षित=dikshit गोस्वामी=goswami जोशी=joshi "
        "कुलश्रेष्ठ=kulshreshtha मिश्र=mishra नौटियाल=nautiyal ओझा=ojha पांडेय=pandey राजपुरोहित=rajpurohit "
        "शास्त्री=shastri तिवारी=tiwari उपाध्याय=upadhyay वाजपेयी=vajpeyi व्यास=vyas बहुगुणा=bahuguna"
    ),
    pronouns=("वह", "वह"),
    tones=(2, 2, 3),
    fields=phrases("""
        विज्ञान का इतिहास
        पुरालेख
        भाषाविज्ञान
        संगीतशास्त्र
        वनस्पति विज्ञान
        गणित का इतिहास
    """),
    topics=phrases("""
        ताम्रपत्र और उनकी लिपियाँ
        नदियों के पुराने नाम
        पांडुलिपियों की स्याही
        पंचांग और उनके पाठक
        लोकगीत और स्मृति
        बावड़ियों का जल
        यात्रियों के नक्शे
        वेधशालाओं के पत्र
    """),
    openings=phrases("""
        मेरे विषय: {a}; {b}।
        शोध के दो क्षेत्र: {a} और {b}।
        इन दिनों का काम: {a}; {b}।
    """),
    middles=phrases("""
        स्रोत सात अभिलेखागारों में बिखरे हैं, और आधे बिना सूची के हैं।
        जो एक बही में भूल लगती है, वह बारह में रीति है।
        यह सब एक पादटिप्पणी से शुरू हुआ।
    """),
    closings=phrases("""
        ऐसे दस्तावेज़ों की हर सूचना का स्वागत है।
        आँकड़े सबके लिए खुले हैं: [bahi.example](https://bahi.example/)।
        हर पत्र का उत्तर मिलता है।
    """),
    full_stop="।",
)
