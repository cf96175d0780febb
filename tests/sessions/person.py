"""A person at a pseudo-terminal: types, pastes, waits for the next prompt, is cut off.

Readline switches bracketed pastes on whenever a prompt stands there, and off when a
line is taken. So each prompt can be told from the one before, and no test has to
guess how long the program needs.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

PROMPT_STANDS = b"\x1b[?2004h"
LONGEST_WAIT = 30  # seconds; a sanitizer is slow
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def without_escapes(shown):
    """What a terminal would show, but for the overwriting."""
    return ESCAPES.sub("", shown.decode(errors="replace")).replace("\r\n", "\n").replace("\r", "")


class Person:
    def __init__(self, *command, columns=200, **environment):
        self.shown = b""
        self.prompts = 0
        self.modes = None  # the terminal's, as they are in the end
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
            os.environ.update(environment)
            os.execv(command[0], command)

    def read(self):
        """Take what was printed since; False when the program is over."""
        if not select.select([self.terminal], [], [], 0.05)[0]:
            return True
        try:
            some = os.read(self.terminal, 1 << 16)
        except OSError:
            some = b""
        self.shown += some
        return bool(some)

    def until(self, there, what):
        end = time.monotonic() + LONGEST_WAIT
        while not there():
            if not self.read() or time.monotonic() > end:
                if there():
                    return
                raise AssertionError(f"waited in vain for {what}; shown:\n{without_escapes(self.shown)[-3000:]}")

    def prompt(self):
        """Wait for the next prompt and return it."""
        self.prompts += 1
        self.until(lambda: self.shown.count(PROMPT_STANDS) >= self.prompts and self.present_prompt(), "a prompt")
        return self.present_prompt()

    def present_prompt(self):
        last = without_escapes(self.shown[self.shown.rindex(PROMPT_STANDS):]).split("\n")[-1]
        return last if last.endswith("> ") else ""

    def press(self, keys):
        left = keys if isinstance(keys, bytes) else keys.encode()
        while left:  # a terminal that is full takes no more until it is read
            readable, writable, _ = select.select([self.terminal], [self.terminal], [])
            if readable:
                self.read()
            if writable:
                left = left[os.write(self.terminal, left[:512]):]

    def say(self, line):
        """Type a line and Return; the prompt that follows."""
        self.press(line + "\r")
        return self.prompt()

    def paste(self, text):
        self.press("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~\r")
        return self.prompt()

    def since(self, mark):
        return without_escapes(self.shown[mark:])

    def end(self):
        """Wait until the program is over; its exit status."""
        self.until(lambda: not self.read(), "the end")
        self.modes = termios.tcgetattr(self.terminal)
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def cut_off(self):
        """A power cut."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


failures = 0


def report(suite, name, test):
    """Run one test and say how it went."""
    global failures
    try:
        test()
        print(f"ok {suite}: {name}")
    except (AssertionError, OSError, LookupError, ValueError) as why:
        failures += 1
        print(f"not ok {suite}: {name}")
        for line in (str(why) or repr(why)).split("\n"):
            print("   | " + line)
    sys.stdout.flush()
