"""Minor words: articles, prepositions and what elision leaves of them, which may differ between two forms of a term."""

from __future__ import annotations

from typing import Final

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
