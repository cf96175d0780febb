"""The phrases of a pack's rubrics, and those of them that a regex can say.

A phrase of plain words, a sequence of words or alternatives of these becomes a
regex that reads the same in Python, PCRE2, ripgrep, YARA and Hyperscan:

    roll? back|revert  =>  \\b(?:roll\\W+)?(?:back|revert)\\b

It finds less than the phrase does: no other forms of a word, no slips, no
fillers. NEAR, THEN, AND, NOT, OF, gaps, sets and marks have no such regex; they
are counted and left out.
"""
import collections
import re

try:
    from re import _parser as parser
except ImportError: # before Python 3.11
    import sre_parse as parser

LISTS = {"evidence", "hints", "unless", "unless-anywhere", "requires", "phrases", "cues", "lifted-by", "said", "nouns"}
TOKEN = re.compile(r"[()|?]|[^\s()|?]+|\s+")
WORD = re.compile(r"=?[a-z0-9]+(?:'[a-z0-9]+)*\*?$")
BEYOND = [("a pattern of its own", re.compile(r"re:")),
          ("NEAR or THEN", re.compile(r"\b(NEAR|THEN)/")),
          ("AND, NOT or OF", re.compile(r"\b(AND|NOT|OF)\b")),
          ("a gap", re.compile(r"\.\.\.")),
          ("a set", re.compile(r"@")),
          ("a mark, a sign or a letter beyond ASCII", re.compile(r""))]


class Beyond(Exception):
    """The phrase has something that no plain regex says."""


def phrases_of(pack):
    """Every phrase of the rubrics, in their order, as often as it stands there."""
    found = []

    def walk(node, key, within):
        if isinstance(node, list) and node and all(isinstance(value, str) for value in node):
            if key in LISTS or within == "lexicon":
                found.extend(node)
        elif isinstance(node, (dict, list)):
            for name, value in node.items() if isinstance(node, dict) else ((key, value) for value in node):
                walk(value, name, key if isinstance(node, dict) else within)

    walk(pack["rubrics"], "rubrics", None)
    return found


class Reader:
    """Words side by side are a sequence, `|` joins single words and, inside
    parentheses, whole sequences."""

    def __init__(self, phrase):
        self.tokens = TOKEN.findall(phrase.strip().lower())
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def skip_spaces(self):
        while self.peek().isspace():
            self.at += 1

    def choice(self):
        options = [self.sequence(True)]
        while self.peek() == "|":
            self.take()
            options.append(self.sequence(True))
        return either(options)

    def sequence(self, inside):
        parts = []
        self.skip_spaces()
        while self.peek() and self.peek() not in (")", "|"):
            parts.append(self.joined(inside))
            self.skip_spaces()
        return in_order(parts)

    def joined(self, inside):
        """One part of a sequence and whether it may be missing."""
        options = [self.atom()]
        while self.peek() == "|" and not inside:
            self.take()
            options.append(self.atom())
        optional = self.peek() == "?"
        if optional:
            self.take()
        return either(options), optional

    def atom(self):
        token = self.take() if self.peek() else ""
        if token == "(":
            inner = self.choice()
            if not self.peek():
                raise Beyond
            self.take()
            return inner
        if token == "#":
            return r"\d[\d.,]*"
        if not WORD.match(token):
            raise Beyond
        return re.escape(token.strip("=*")) + (r"\w*" if token.endswith("*") else "")


def either(options):
    return options[0] if len(options) == 1 else "(?:%s)" % "|".join(options)


def in_order(parts):
    """A part that may be missing takes the gap beside it along."""
    needed = [i for i, (_, optional) in enumerate(parts) if not optional]
    if not needed:
        raise Beyond
    pieces = []
    for i, (part, optional) in enumerate(parts):
        if optional:
            pieces.append("(?:%s\\W+)?" % part if i < needed[0] else "(?:\\W+%s)?" % part)
        else:
            pieces.append(part if i == needed[0] else "\\W+" + part)
    return "".join(pieces)


def regex_of(phrase):
    if any(pattern.search(phrase) for _, pattern in BEYOND[:-1]):
        raise Beyond
    reader = Reader(phrase)
    regex = reader.sequence(False)
    if reader.peek() or not regex:
        raise Beyond
    return r"\b%s\b" % regex


def patterns_of(phrases):
    """The different regexes, how many phrases they cover, and why not the others."""
    patterns, covered, beyond = {}, 0, collections.Counter()
    for phrase in phrases:
        try:
            patterns[regex_of(phrase)] = None
            covered += 1
        except Beyond:
            beyond[next(why for why, pattern in BEYOND if pattern.search(phrase))] += 1
    return list(patterns), covered, beyond


class TooMany(Exception):
    """A pattern stands for more literals than are worth listing."""


def literals_of(regex, most=400):
    """The texts a regex of ours stands for, with single spaces; endings and further digits left out."""
    return sorted(set(spelled(parser.parse(regex), most)))


def spelled(parts, most):
    found = [""]
    for operator, what in parts:
        if operator == parser.LITERAL:
            options = [chr(what)]
        elif operator == parser.SUBPATTERN:
            options = spelled(what[3], most)
        elif operator == parser.BRANCH:
            options = [text for branch in what[1] for text in spelled(branch, most)]
        elif operator == parser.MAX_REPEAT: # (...)?, \W+, \w* or [\d.,]*
            options = ["", *spelled(what[2], most)] if what[1] == 1 else [" "] if what[0] else [""]
        elif operator == parser.IN:
            options = ["1"]
        else:
            options = [""] # \b
        found = [text + option for text in found for option in options]
        if len(found) > most:
            raise TooMany
    return found
