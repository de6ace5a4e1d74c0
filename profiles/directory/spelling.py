"""Close spellings: words with one letter dropped, by which two meet, and how far apart two words are."""

MIN_LENGTH = 4  # of what was typed: three letters are close to too many words
MIN_KNOWN = 3  # of what may be meant
LONG = 8  # letters, from which two errors are forgiven
MAX_LENGTH = 30  # nobody mistypes more, and a longer word would have as many pieces


def may_be_misspelt(word: str) -> bool:
    """Whether what was typed may be another word, with an error. Digits are none: a year is not the year before."""
    return MIN_LENGTH <= len(word) <= MAX_LENGTH and word.isalpha()


def may_be_meant(word: str) -> bool:
    """Whether a known word may be typed with an error."""
    return MIN_KNOWN <= len(word) <= MAX_LENGTH and word.isalpha()


def pieces(word: str) -> list[str]:
    """The word, and the word without each of its letters: two words one error apart have one of these in common."""
    return list(dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]))


def wider_pieces(word: str) -> list[str]:
    """Those without two letters as well, which also meet the pieces of words two errors away."""
    return list(dict.fromkeys(further for piece in pieces(word) for further in pieces(piece)))


def forgiven(word: str) -> int:
    """How many errors a word of this length may have."""
    return 2 if len(word) >= LONG else 1


def distance(one: str, other: str) -> int:
    """Of Damerau and Levenshtein: letters that are added, lost, exchanged, or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        row = [at]
        for place, against in enumerate(other, start=1):
            cost = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (letter != against))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == against:
                cost = min(cost, before[place - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
