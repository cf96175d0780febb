"""Read what tests/formats/run wrote, with readers that know nothing of the grader."""

import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as tree
from html.parser import HTMLParser
from pathlib import Path

folder = Path(sys.argv[1])
failed = False
VOID = {"meta", "br", "hr"}
KNOWN = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "p", "table", "caption",
         "thead", "tbody", "tr", "th", "td", "figure", "blockquote", "figcaption", "ul", "li", "strong", "mark", "bdi", "a"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "scope", "dir", "id", "href"}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def check(holds, what, detail=""):
    global failed
    print(("ok " if holds else "not ok ") + what)
    if not holds:
        failed = True
        print("    " + repr(detail)[:400])


def read(name):
    return (folder / name).read_bytes().decode("utf-8")


def grades(detail):
    if detail == "alone":
        return [json.loads(read("jsonl-alone"))]
    full = "evidence" if detail == "bands" else detail # of what the others say with fewer words
    return [json.loads(line) for line in read("jsonl-" + full).splitlines()]


def shown(text):
    """As a page shows words: on one line, without escape sequences and controls."""
    text = re.sub("\x1b\\[[0-9;]*[a-z]", "", text)
    return " ".join(CONTROLS.sub("", text).replace("\ufffe", "").split())


def check_csv(detail):
    source = read("csv-" + detail)
    rows = list(csv.reader(io.StringIO(source[1:], newline="")))
    expected = grades(detail)
    check(source[0] == "\ufeff", f"csv-{detail} begins with a byte order mark", source[:20])
    check(len(rows) == len(expected) + 1, f"csv-{detail} has a row for each answer", len(rows))
    check(all(len(row) == len(rows[0]) for row in rows), f"csv-{detail} has as many cells in each row")
    check(len(set(rows[0])) == len(rows[0]), f"csv-{detail} has no two columns of one name", rows[0])
    check(not re.search("\r\n", source) is None and source.endswith("\r\n"), f"csv-{detail} ends rows with CR LF")
    bad = [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n")]
    check(not bad, f"csv-{detail} has no cell that a spreadsheet takes for a formula", bad)
    check(not CONTROLS.search(source.replace("\r\n", "")), f"csv-{detail} has no control characters")
    for row, grade in zip(rows[1:], expected):
        cells = dict(zip(rows[0], row))
        overall = grade["overall"]
        same = cells["sha256"] == grade["transcript"]["sha256"] and cells["judged"] == str(grade["judged"]).lower()
        if grade["judged"]:
            same = same and int(cells["band"]) == overall["band"] and float(cells["score"]) == overall["score"]
            for dimension in grade["dimensions"]:
                same = same and float(cells[dimension["id"] + "_score"]) == dimension["score"]
                for criterion in dimension["criteria"]:
                    column = dimension["id"] + "." + criterion["id"]
                    same = same and (detail == "bands" or detail == "alone" or int(cells[column]) == criterion["rung"])
        else:
            same = same and cells["band"] == "" and cells["reason"] == "'" + grade["reason"]
        check(same, f"csv-{detail} says what jsonl says of {shown(grade['transcript']['name'])}", cells)


def check_junit(detail):
    root = tree.fromstring(read("junit-" + detail).encode())
    suites = root.findall("testsuite")
    cases = root.findall("testsuite/testcase")
    expected = grades(detail)
    failures = [grade for grade in expected if grade["judged"] and grade["overall"]["score"] < 41]
    errors = [grade for grade in expected if not grade["judged"]]
    check(len(suites) == 1, f"junit-{detail} is one suite")
    check([case.get("name") for case in cases] == [shown(grade["transcript"]["name"]) for grade in expected],
          f"junit-{detail} has a case for each answer", [case.get("name") for case in cases])
    for element in (root, suites[0]):
        counts = [int(element.get(name)) for name in ("tests", "failures", "errors", "skipped")]
        check(counts == [len(expected), len(failures), len(errors), 0], f"junit-{detail} counts them", counts)
    check(len(root.findall(".//failure")) == len(failures) and len(root.findall(".//error")) == len(errors),
          f"junit-{detail} has the failures and errors that it counts")
    for case, grade in zip(cases, expected):
        scores = [item.get("value") for item in case.iter("property") if item.get("name") == "score"]
        check([float(score) for score in scores] == ([grade["overall"]["score"]] if grade["judged"] else []),
              f"junit-{detail} has the score of {case.get('name')}", scores)


class Page(HTMLParser):
    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.open, self.problems, self.text, self.levels, self.ids, self.links = [], [], [], [], [], []
        self.tables = self.captions = self.marks = 0
        self.feed(source)
        self.close()
        if self.open:
            self.problems.append("never closed: " + str(self.open))

    def handle_starttag(self, tag, attributes):
        if tag not in KNOWN:
            self.problems.append("an element nobody wrote: " + tag)
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.problems.append("an attribute nobody wrote: " + name)
            if name == "href":
                self.links.append(value)
            if name == "id":
                self.ids.append(value)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.marks += tag == "mark"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append("closed out of order: " + tag)

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.problems.append("a comment: " + data)


def says(text, words):
    return shown(words) in shown(text)


def check_words(name, text, detail):
    for grade in grades(detail):
        check(says(text, grade["transcript"]["name"]) or detail == "alone" or "answers" in text,
              f"{name} names {shown(grade['transcript']['name'])}")
        quotes = [criterion["evidence"][0]["quote"] for dimension in grade["dimensions"]
                  for criterion in dimension["criteria"] if criterion["evidence"]] if detail != "bands" else []
        quotes += [found["quote"] for found in grade["misconceptions"]]
        missing = [quote for quote in quotes if not says(text, quote)]
        check(not missing, f"{name} has the quotes of {shown(grade['transcript']['name'])}, word for word", missing)


def check_html(detail):
    name = "html-" + detail
    source = read(name)
    page = Page(source)
    check(not page.problems, f"{name} has only its own elements, closed in order", page.problems)
    check(not CONTROLS.search(source), f"{name} has no control characters")
    steps = [b - a for a, b in zip(page.levels, page.levels[1:])]
    check(page.levels[0] == 1 and page.levels.count(1) == 1 and max(steps) <= 1, f"{name} skips no level of headings",
          page.levels)
    check(page.tables == page.captions, f"{name} has a caption for each table")
    check(len(set(page.ids)) == len(page.ids), f"{name} has no two elements of one id")
    check(all(link[:1] == "#" and link[1:] in page.ids for link in page.links), f"{name} links to itself only",
          page.links)
    check("default-src 'none'" in source and "<script" not in source and "url(" not in source,
          f"{name} loads nothing and runs nothing")
    check(page.marks > 0 or detail == "bands", f"{name} marks the words that matched")
    check_words(name, "".join(page.text), detail)


def check_rendered(detail):
    """The escapes of Markdown: what a renderer makes of it has no link and no element from outside."""
    name = "rendered-" + detail
    page = Page(read(name))
    bad = [problem for problem in page.problems if "em" != problem.split()[-1] or "nobody" in problem]
    check(not bad and not page.links, f"{name} has only our own elements", bad + page.links)
    check_words(name, "".join(page.text), detail)


if sys.argv[2:] == ["rendered"]:
    for each in ("bands", "evidence", "trace", "alone"):
        check_rendered(each)
else:
    for each in ("bands", "evidence", "trace", "alone"):
        check_csv(each)
        check_junit(each)
        check_html(each)
sys.exit(failed)
