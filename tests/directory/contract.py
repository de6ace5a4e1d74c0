"""The search engine as a table: who is on the site, and whom each query finds, in ten languages.

A query leads to the people named behind it, the first of them first; "-" is nobody.
"""

PEOPLE = """
# username     | language | name                        | other names, other fields
ada            | en | Ada Lovelace                      | name: Augusta Ada King; interest: analytical engines; position: Analyst @ Royal Salon of London
tolkien        | en | John Ronald Reuel Tolkien         | position: Professor of Anglo-Saxon @ Pembroke College; about: Writes of hobbits and philology
obrien         | en | Fiona O’Brien-MacAuslan           | headline: Epidemiologist of small islands
initialed      | en | S. K. Whitcombe                   | interest: tidal rivers
li             | en | Li Na Smith                       | position: Reader in Hydrology @ University of Nordhavn
noether        | de | Amalie Emmy Noether               | interest: Invariantentheorie; orcid: 0000-0002-1825-0097
mueller        | de | Jürgen Müller                     | headline: Gläser und Öfen der Frühen Neuzeit
moeller        | de | Käthe Moeller                     | interest: Weißweinkunde
strauss        | de | Anneliese Strauß-von der Heide    | position: Kustodin @ Universität Göttingen
overlie        | sv | Ragnhild Øverlie-Castellanos      | interest: fjordgeologi
astrom         | sv | Åsa Åström                        | headline: Glaciologist
kaersgaard     | da | Mogens Kærsgård                   | interest: old maps
renee          | fr | Renée Lefèvre d’Étaples           | headline: Historienne de l’œuvre gravée
francois       | fr | Jean-François Champollion         | interest: écritures égyptiennes
garcia         | es | María José García Closas          | position: Profesora @ Universidad de Salamanca; interest: epidemiology
nunez          | es | Íñigo Núñez de la Torre           | interest: navegación astronómica
pena           | es | Peña Ibáñez                       | headline: Filóloga
lukasz         | pl | Łukasz Żółkiewski                 | interest: drzeworyty
wojcik         | pl | Małgorzata Wójcik-Ślązak          | position: Adiunkt @ Uniwersytet w Ostrowie
sofya          | ru | Софья Ковалевская                 | name: Sofya Kovalevskaya; interest: дифференциальные уравнения
fyodor         | ru | Фёдор Ильич Щербаков              | headline: Печатные дворы
sofia-v        | el | Σοφία Βελισαρίου                  | name: Sofia Velisariou; interest: επιγραφική
odysseas       | el | Οδυσσέας Ξανθόπουλος              | headline: Ιστορικός
sofie          | da | Sofie Brahe                       | interest: garden chemistry
hasan          | ar | الحسن ابن الهيثم                  | name: Alhazen; interest: البصريات
fatima         | ar | فاطمة الزهراء المصطفى             | headline: مخطوطات
mohammad       | fa | محمد بن موسى الخوارزمی            | name: al-Khwarizmi; interest: الجبر
devorah        | he | דבורה הכהן                        | name: Devorah HaCohen; interest: כתובות
wang           | zh | 王贞仪                            | name: Wang Zhenyi; interest: 天文学
murasaki       | ja | 紫式部                            | name: Murasaki Shikibu; interest: 物語
kim            | ko | 김민수                            | name: Kim Min-su; interest: 활자
thinh          | vi | Đặng Thị Ngọc Thịnh               | interest: lịch sử
isik           | tr | Işıl İnönü Çağlar                 | headline: Haritacı
"""

CASES = """
# English: half a name, order, case, punctuation, initials
ada                        > ada
Ada Lovelace               > ada
LOVELACE ADA               > ada
lovelace, ada              > ada
lovel                      > ada
lov ad                     > ada
a lovelace                 > ada
lovelace a                 > ada
augusta                    > ada
king augusta               > ada
augusta lovelace           > ada
ada@lovelace               > ada
"ada"                      > ada
ada & lovelace             > ada
lovelace:*                 > ada
tolkien                    > tolkien
jrr tolkien                > tolkien
tolkien jrr                > tolkien
J.R.R. Tolkien             > tolkien
j r r tolkien              > tolkien
jrrt                       > tolkien
john tolkien               > tolkien
ronald reuel               > tolkien
o’brien                    > obrien
o'brien                    > obrien
obrien                     > obrien
o brien                    > obrien
brien                      > obrien
macauslan fiona            > obrien
fiona o’brien-macauslan    > obrien
whitcombe                  > initialed
sarah whitcombe            > initialed
sarah katherine whitcombe  > initialed
s k whitcombe              > initialed
sk whitcombe               > initialed
whitcombe sarah            > initialed
sarah katherine            > -
li na                      > li
na li                      > li
smith li                   > li
li-na smith                > li
# German: umlauts as one letter and as two, ß
müller                     > mueller
muller                     > mueller
mueller                    > mueller
MÜLLER                     > mueller
Jürgen Mueller             > mueller
juergen muller             > mueller
jurgen                     > mueller
juerg                      > mueller
möller                     > moeller
moeller                    > moeller
kaethe                     > moeller
kathe                      > moeller
strauss                    > strauss
strauß                     > strauss
STRAUSS                    > strauss
von der heide              > strauss
heide strauß               > strauss
emmy noether               > noether
noether, amalie            > noether
noethr                     > noether
# Scandinavian: ø, å, æ as one letter and as two
øverlie                    > overlie
overlie                    > overlie
oeverlie                   > overlie
overlie castellanos        > overlie
castell ragn               > overlie
asa astrom                 > astrom
åsa                        > astrom
aasa aastroem              > astrom
åstr                       > astrom
kærsgård                   > kaersgaard
kaersgaard                 > kaersgaard
kaersgard                  > kaersgaard
sofie                      > sofie
# French: accents, ligatures, elision
renee                      > renee
RENÉE                      > renee
lefevre                    > renee
lefèvre d’étaples          > renee
detaples                   > renee
etaples                    > renee
jean-françois              > francois
jean francois              > francois
jeanfrancois               > francois
champollion jean           > francois
champolion                 > francois
# Spanish: ñ, two family names, half of them, typing errors in each
garcia                     > garcia
garcía closas              > garcia
garsia closas              > garcia
Garsia Closas, epidemiology > garcia
closas maria               > garcia
maria jose                 > garcia
mj garcia closas           > garcia
grcia                      > garcia
gracia                     > garcia
nunez                      > nunez
núñez                      > nunez
inigo nunez                > nunez
de la torre                > nunez
pena                       > pena
peña                       > pena
ibanez                     > pena
# Polish: ł, ż, ó
łukasz                     > lukasz
lukasz                     > lukasz
zolkiewski                 > lukasz
żółk                       > lukasz
wojcik                     > wojcik
wójcik-ślązak              > wojcik
malgorzata                 > wojcik
slazak wojcik              > wojcik
# Russian: ё and е, endings, the other script
ковалевская                > sofya
КОВАЛЕВСКАЯ                > sofya
ковалевская софья          > sofya
ковал                      > sofya
kovalevskaya               > sofya
sofya kovalevskaya         > sofya
s kovalevskaya             > sofya
kovalevskaia               > sofya
ковалевскaя                > sofya
федор                      > fyodor
фёдор                      > fyodor
щербаков ф                 > fyodor
щербакоф                   > fyodor
# Greek: accents, final sigma, capitals
σοφία                      > sofia-v
σοφια                      > sofia-v
ΣΟΦΙΑ                      > sofia-v
βελισαριου                 > sofia-v
οδυσσέας                   > odysseas
οδυσσεα                    > odysseas
ξανθοπουλοσ                > odysseas
sofia                      > sofia-v sofie sofya
velisariou s               > sofia-v
# Arabic and Persian: marks, articles, letters that are typed in two ways
الهيثم                     > hasan
هيثم                       > hasan
الحسن                      > hasan
حسن                        > hasan
الحَسَن                    > hasan
alhazen                    > hasan
المصطفى                    > fatima
المصطفي                    > fatima
مصطفى                      > fatima
فاطمه                      > fatima
الخوارزمي                  > mohammad
خوارزمی                    > mohammad
khwarizmi                  > mohammad
al-khwarizmi               > mohammad
alkhwarizmi                > mohammad
# Hebrew
דבורה                      > devorah
הכהן                       > devorah
כהן                        > devorah
hacohen                    > devorah
# Chinese, Japanese, Korean: the family's character, the given name, the whole
王贞仪                     > wang
王                         > wang
贞仪                       > wang
zhenyi wang                > wang
紫式部                     > murasaki
紫                         > murasaki
式部                       > murasaki
shikibu                    > murasaki
김민수                     > kim
김                         > kim
민수                       > kim
kim minsu                  > kim
min-su kim                 > kim
# Vietnamese and Turkish
dang thi ngoc thinh        > thinh
Đặng                       > thinh
thịnh đặng                 > thinh
isil                       > isik
işıl                       > isik
IŞIL                       > isik
inonu caglar               > isik
çağlar                     > isik
# Typing errors: a letter lost, added, exchanged, swapped; two in a long word; none in a short one
lovelce                    > ada
lovellace                  > ada
lovelaxe                   > ada
lvoelace                   > ada
lovelace adda              > ada
castelanos                 > overlie
covalevskaya               > sofya
whitcomb s                 > initialed
adq                        > -
noehter emmy               > noether
# Other fields, below names: position, organisation, headline, interest, text
analytical engines         > ada
analyt                     > ada
ada analytical             > ada
royal salon                > ada
lovelace london            > ada
pembroke                   > tolkien
tolkien oxford             > -
hobbits                    > tolkien
philology                  > tolkien
anglo-saxon professor      > tolkien
epidemiologist             > obrien
hydrology nordhavn         > li
göttingen                  > strauss
gottingen                  > strauss
goettingen                 > strauss
universität                > strauss
glaser                     > mueller
frühe neuzeit              > mueller
frühen neuzeit             > mueller
weisswein                  > moeller
epidemiolgy                > garcia
epidemiolog                > garcia obrien
salamanca closas           > garcia
navegacion                 > nunez
уравнения                  > sofya
επιγραφικη                 > sofia-v
البصريات                   > hasan
天文学                     > wang
物語                       > murasaki
활자                       > kim
lich su                    > thinh
# Identifiers, in the ways in which people copy them; usernames
0000-0002-1825-0097        > noether
https://orcid.org/0000-0002-1825-0097 > noether
orcid.org/0000-0002-1825-0097 > noether
0000000218250097           > noether
0000-0002-1825-0098        > -
sofia-v                    > sofia-v
# Nothing, and what is no word
zzqx                       > -
lovelace zzqx              > -
---                        > -
'                          > -
\\                         > -
a' | 'b                    > -
!x                         > -
%                          > -
"""


def people() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in _lines(PEOPLE)]


def cases() -> list[tuple[str, list[str]]]:
    found = [line.rpartition(" > ") for line in _lines(CASES)]
    return [(query.strip(), [] if who.strip() == "-" else who.split()) for query, _, who in found]


def _lines(table: str) -> list[str]:
    return [line for line in table.strip().split("\n") if not line.startswith("#")]
