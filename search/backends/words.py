"""The words of a query that say what is asked for, and in which ways a database is asked for them."""

from collections.abc import Iterator

from .base import Query

Sayings = tuple[tuple[str, ...], ...]

# What questions are made of, whatever they are about. They are words like any other in texts and titles; in a query
# they count only where nothing else is asked.
ENGLISH = """
    a about an and are as at be been but by can could did do does for from get had has have he how i i'm i've if im in
    into is it it's its ive just know like make me my need no not of on one or our please she should so some such than
    that the their them then there these they this to up us use using want was way we were what when where which who
    why will with without would you your
"""
WELSH = """
    a ac ag am ar arno at bod bydd byddai chi chwi cyn dan dros dy e ef ei eich ein er eu ers eto fe fel fi fo fu fy
    fyddai gan gyda hi hon hwn hwnnw hwy hyn hynny i iddi iddo iddyn mae maen mai mewn mi mo na nac nad neu ni nid nhw
    o oedd oes oherwydd ohono ond os pan roedd rydych rydym sy sydd syn ti tra trwy tua un w wedi wrth y ym yma yn yna
    yng yr yw ydy ydyw
"""
# By the first letters of a language's code.
ASIDE = {"en": frozenset(ENGLISH.split()), "cy": frozenset(WELSH.split())}
# Of so many words all have to be there; of more, those that hold more of them come first.
ALL_OF = 2


def aside(language: str) -> frozenset[str]:
    """The words of a language that say nothing of what is asked for."""
    return ASIDE.get(language[:2], frozenset())


def telling(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The words that say what is asked for; all, where none of them does."""
    empty = aside(language)
    return tuple(word for word in words if word.lower().replace("’", "'") not in empty) or words


def ways(query: Query) -> Iterator[tuple[bool, Sayings]]:
    """Whether all words must be there, and the words of what is asked for and its variants: the first that finds
    something answers."""
    sayings = tuple(telling(words, query.language) for words in (query.words, *query.variants))
    if len(sayings[0]) <= ALL_OF:
        yield True, sayings
    if len(sayings[0]) > 1:
        yield False, sayings
