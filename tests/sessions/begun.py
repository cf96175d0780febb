"""Sessions that are begun, cut off and gone on with at a pseudo-terminal. GRADER is the first argument."""

import json
import os
import sys
import tempfile

from person import Person

grader = os.path.abspath(sys.argv[1])
root = tempfile.TemporaryDirectory()
work = root.name
with open(f"{work}/editor", "w") as editor:
    editor.write('#!/bin/sh\necho "A line from the editor." >>"$1"\n')
os.chmod(f"{work}/editor", 0o755)
environment = dict(HOME=work, XDG_DATA_HOME=work, TMPDIR=work, LC_ALL="C.UTF-8", TERM="xterm", INPUTRC="/dev/null",
                   EDITOR=f"{work}/editor", VISUAL="", COLUMNS="100")


def start(folder, *more):
    return Person(grader, "interview", "--dir", folder, *more, **environment)


def begin_at(folder, seconds):
    """A session somebody has spent some time on already."""
    os.mkdir(folder, 0o700)
    header = {"session": 1, "prompt": "ad-click", "question": "Advertisers bid, we pick the ads. To pick well we need to "
              "know how likely a click is. Take it from there.", "level": "senior", "mode": "full", "minutes": 45}
    ask = {"ask": "What are we trying to achieve?", "section": "requirements", "at": 0}
    line = {"line": "Let me begin.", "section": "requirements", "at": seconds}
    with open(f"{folder}/2026-01-01-0000-ad-click.jsonl", "w") as session:
        for event in (header, ask, line):
            session.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n")


def session_path(folder):
    sessions = [name for name in os.listdir(folder)]
    assert len(sessions) == 1 and sessions[0].endswith(".jsonl"), f"in the folder: {sessions}"
    return os.path.join(folder, sessions[0])


def fail(why):
    raise AssertionError(why)


def saved(folder):
    """The session's text, every line of it strict JSON."""
    with open(session_path(folder), encoding="utf-8") as session:
        text = session.read()
    assert text.endswith("\n"), "the last line is torn: " + text[-200:]
    for line in text[:-1].split("\n"):
        event = json.loads(line, parse_constant=lambda name: fail("no JSON: " + name))
        assert isinstance(event, dict), line
    return text


def take(who, step):
    for typed in step:
        prompt = who.paste(typed[1]) if isinstance(typed, tuple) else who.say(typed)
    return prompt
