"""Minor words: articles and prepositions, which may differ between two forms of a term, and words that only ask."""

from __future__ import annotations

from typing import Final

from glossary.analysis.folding import fold

MINOR: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "ca": "a al als amb d de del dels el els en i l la les per",
        "da": "af at den det en et for fra i med og om paa pa til",
        "de": "am an auf aus das dem den der des die ein eine einem einen einer eines fur im in mit und von vom zu "
        "zum zur",
        "el": "για η κατα με ο οι σε στην στη στο στον τα τη την τησ το τον του τουσ των και απο",
        "en": "a an and at by for from in of on or s the to with",
        "es": "a al con de del el en la las los o para por un una y e",
        "fr": "a au aux avec d de des du en et l la le les ou par pour un une qu",
        "ga": "a ag agus an ar as d do de faoi gan h i in le m na n o t",
        "hu": "a az egy es",
        "it": "a ad ai al all alla alle allo agli con d da dal dalla dei degli del dell della delle dello di e ed gli "
        "i il in l la le lo nel nell nella per un una uno",
        "mt": "ta tal f fil fl l il ir is it id in ix iz ic r s t d n x z c ghal ghall bil bl b ma mal lil lill minn "
        "mill u tat tad tan tar tas tax taz fis fit fir fid fin fix fiz bis bit ghar ghas ghat ghan ghad ghax ghaz",
        "nb": "av at den det en ei et for fra i med og om pa til",
        "nl": "aan bij de den der een en het in met of op te ten ter tot uit van voor",
        "pt": "a ao aos as com da das de do dos e em na nas no nos o os ou para por um uma",
        "ro": "a ai al ale cu de din in la o pe pentru si un unei unor unui",
        "sq": "e i me ne nga nje per prej se te",
        "sv": "av att den det en ett for fran i med och om pa till",
        "bg": "в във за и на от по при с със до",
        "mk": "во за и на од по при со до",
        "uk": "в у до з за зі і й и на о об по при про та від",
        "ru": "в во до за и из к на о об от по при с со у",
        "cs": "a do k ke na o od po pro s se u v ve z ze za",
        "sk": "a do k ku na o od po pre s so u v vo z zo za",
        "pl": "a dla do i na o od po przy w we z ze za",
        "sl": "do in iz na o od po pri s v z za",
        "hbs": "do i iz na o od po pri s sa u za",
        "ar": "في من على عن الى علي و او",
        "hy": "եւ",
        "ka": "და",
        "lt": "ir i is su uz del",
        "lv": "ar no par un uz",
        "tr": "bir ve ile icin",
    }.items()
}
"""Folded minor words by language."""

ASKING: Final[dict[str, frozenset[str]]] = {
    language: frozenset(fold(words, language).words)
    for language, words in {
        "ar": "ما ماذا من هو هي هل كيف متى أين لماذا أي كم هذا هذه ذلك هم أنا يمكن معنى تعريف",
        "bg": "какво що кой коя кое кои кога къде защо как колко е са съм беше бъде има може мога ли аз си се това "
        "този тази тези определение значение",
        "ca": "què qui quan on com quin quina quins quines és són està hi ha puc pot definició significat",
        "cs": "co kdo kdy kde proč jak jaký jaká jaké který která které je jsou jsem být byl má mají mít mohu může to "
        "ten ta tento tato toto jeho její mi mě si definice význam",
        "da": "hvad hvem hvornår hvor hvorfor hvordan hvilken hvilket hvilke er var være har kan skal jeg mig det den "
        "de disse der som definition betydning",
        "de": "was wer wen wem wo wann warum wieso weshalb wie wohin woher welche welcher welches welchen ist sind "
        "bin wird werden wurde haben habe kann können darf muss soll ich mich mein meine wir uns unser unsere es er "
        "sie ihr ihre dies diese dieser dieses gibt bedeutet bedeutung heißt definition",
        "el": "τι ποιος ποια ποιο ποιοι ποιες ποιων πότε πού γιατί πώς πόσο πόσα είναι ήταν είμαι έχει έχουν έχω μπορώ "
        "μπορεί πρέπει αυτό αυτός αυτή αυτά μου μας σημαίνει ορισμός σημασία",
        "en": "what who whom whose which when where why how is are was were be been am do does did has have had can "
        "could should would shall i me my we us our you your he she it its they them their this that these those "
        "there if as about define definition meaning",
        "es": "qué quién quiénes cuándo dónde cómo cuál cuáles cuánto cuántos que es son está están hay ha han puede "
        "puedo debe yo mi mis me se su sus lo esto este esta estos estas definición significado significa",
        "et": "mis kes kellel millal kus miks kuidas milline millised kui on oli olema ei saab saan ma minu need "
        "tähendab tähendus määratlus",
        "fi": "mikä mitä kuka ketkä milloin missä miksi miten kuinka millainen on ovat oli olla olen voin minun se ne "
        "tämä nämä tarkoittaa merkitys määritelmä",
        "fr": "que quoi qui quand où comment pourquoi quel quelle quels quelles combien est sont être était a ont "
        "avoir peut puis doit je j me m mon ma mes se s sa ses il elle ils elles on nous vous c ce ces cet cette n ne "
        "y t définition signification signifie",
        "ga": "cad céard cé cathain cá conas é is bhfuil tá bhí sé sí mé seo sainmhíniú brí",
        "hbs": "šta što ko tko kada gdje gde zašto kako koji koja koje koliko je su sam biti bila ima imaju mogu može "
        "li se to taj ta ovo ovaj ova moj moja definicija značenje znači",
        "hu": "mi mit ki kik mikor hol hova miért hogyan milyen melyik mennyi van vannak lesz lehet kell én nekem ez "
        "ezek azok is jelent jelentése fogalma meghatározása",
        "hy": "ինչ ի նչ ով ովքեր երբ որտեղ ինչու ինչպես որ որը որոնք է են եմ էր ես իմ այս այդ սա դա կա կարող "
        "սահմանումը նշանակում",
        "is": "hvað hver hvenær hvar hvers vegna hvernig hvaða er eru var vera hefur hafa get getur ég mig minn mín "
        "það þetta þessi sem og í á um til merkir merking skilgreining",
        "it": "che cosa cos chi quando dove come perché quale quali quanto quanti è sono essere ha hanno ho avere può "
        "posso deve io mi mio mia si suo sua questo questa questi queste definizione significato significa",
        "ka": "რა ვინ როდის სად რატომ როგორ რომელი რამდენი არის არიან იყო მე ჩემი ეს ის აქვს შეიძლება შემიძლია "
        "განმარტება მნიშვნელობა ნიშნავს",
        "lt": "kas ką kada kur kodėl kaip kokia kokie kokios kuris kuri kiek yra buvo būti turi gali galiu aš šis ši "
        "reiškia reikšmė apibrėžimas",
        "lv": "kas ko kad kur kāpēc kā kāds kāda kādi kādas cik ir bija būt var man mans mana tas tā šis šī nozīmē "
        "nozīme definīcija",
        "mk": "што кој која кое кои кога каде зошто како колку е се сум беше биде има може можам ли јас си тоа овој "
        "оваа ова дефиниција значење значи",
        "mt": "xi xinhu xinhi inhu inhi hu hi huma min meta fejn għaliex kif liema kemm hemm hija huwa jien din dawn "
        "jista nista jfisser tifsira definizzjoni",
        "nb": "hva hvem når hvor hvorfor hvordan hvilken hvilket hvilke kva kven korleis kvifor er var være har kan "
        "skal jeg eg meg det den de disse der som definisjon betydning betyr",
        "nl": "wat wie wanneer waar waarom hoe welk welke hoeveel is zijn ben was waren wordt worden heeft hebben heb "
        "kan kunnen mag moet ik me mijn wij we ons onze je dit dat deze die er definitie betekenis betekent",
        "pl": "co kto kiedy gdzie dlaczego jak jaki jaka jakie który która które czy jest są jestem być był ma mają "
        "mieć mogę może to ten ta te mnie mi mój moja się definicja znaczenie znaczy oznacza",
        "pt": "que quem quando onde como porquê porque qual quais quanto quantos é são está estão há tem têm pode "
        "posso deve me meu minha se seu sua isto este esta estes estas definição significado significa",
        "ro": "ce cine când unde cum cât câți este e sunt fi era are au avea am poate trebuie îmi meu mea se acest "
        "această acesta aceasta aceste definiție definiția semnificația înseamnă",
        "ru": "что кто когда где куда почему зачем как какой какая какое какие который которая сколько есть это был "
        "была быть имеет может могу ли я мне мой моя этот эта эти такое такой такая определение значение значит",
        "sk": "čo kto kedy kde ako aký aká aké ktorý ktorá ktoré je sú som byť bol bola má majú mať môžem môže to ten "
        "tá tento táto toto jeho jej mi ma si definícia význam",
        "sl": "kaj kdo kdaj kje zakaj kako kakšen kakšna kateri katera katero koliko je so sem biti bil bila ima imajo "
        "lahko ali se to ta tisti moj moja definicija pomen pomeni",
        "sq": "çfarë cfarë ç kush kur ku pse si cili cila cilat sa është janë ka kanë mund unë im ime ky kjo këto "
        "përkufizimi kuptimi do",
        "sv": "vad vem vilka när var varför hur vilken vilket är har kan ska jag mig det den de detta dessa som "
        "definition betydelse betyder",
        "tr": "ne nedir kim kimdir nerede neden niçin nasıl hangi kaç mi mı mu mü var olan olarak ben benim bu şu o "
        "tanımı anlamı demek",
        "uk": "що хто коли де куди чому як який яка яке які скільки є це був була бути має може можу чи я мені мій моя "
        "цей ця ці таке такий така визначення значення означає",
    }.items()
}
"""Folded words of questions: interrogatives, pronouns, auxiliaries and what asks for a meaning.

Minor in a query only: "what is asylum" asks for asylum, but a label that has such a word needs it.
"""
