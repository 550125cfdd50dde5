"""Files that are made to break a reader: by category, each small, most of them generated."""

from __future__ import annotations

import io
import json
import random
import tarfile
import warnings
import zipfile
from collections.abc import Iterator

import format_samples as samples

GOOD_TEXT = "Six people were killed on Tuesday in shelling of a market in Taiz, Yemen, medics said."
_SEED = 20261127
_CUTS = (0.03, 0.2, 0.4, 0.6, 0.8, 0.97)
_FLIPS = 6

Input = tuple[str, bytes]


def inputs() -> dict[str, bytes]:
    """Name and content of every file; names tell the category."""
    made: dict[str, bytes] = {}
    makers = (long_lines, deep_pages, bombs, entities, paths, invisible, traps, injections,
              absurdities, cut_short, flipped, wrong_codes)  # fmt: skip
    for make in makers:
        for name, content in make():
            made[f"{make.__name__}-{name}"] = content
    return made


def record(**fields: object) -> bytes:
    """A line of JSON with a good text, some keys of it replaced."""
    return json.dumps({"id": "x", "text": GOOD_TEXT} | fields).encode() + b"\n"


def long_lines() -> Iterator[Input]:
    yield "no-end.jsonl", b'{"id": "x", "text": "' + b"a" * 2_000_000
    yield "no-json.jsonl", b"x" * 3_000_000
    yield "field.csv", b"id,text\nx," + b"word " * 400_000
    yield "row.csv", b"id,text\n" + b"," * 1_000_000
    yield "header.csv", b"id,text," + b"c," * 500_000 + b"\nx,killed\n"
    yield "text.txt", b"killed " * 200_000
    yield "one-word.txt", b"k" * 800_000
    yield "mail.eml", b"Subject: " + b"x" * 2_000_000 + b"\n\nbody"


def deep_pages() -> Iterator[Input]:
    for tag in ("div", "b", "table", "blockquote", "ul", "font", "span"):
        yield f"{tag}.html", f"<{tag}>".encode() * 60_000 + b"killed"
    yield "attributes.html", b"<p " + b"a='1' " * 100_000 + b">killed</p>"
    yield "attribute.html", b"<p title='" + b"x" * 2_000_000 + b"'>killed</p>"
    yield "open-tags.html", b"<p" * 300_000
    yield "open-comment.html", b"<!--" * 200_000
    yield "brackets.html", b"<" * 500_000
    yield "entities.html", b"<p>" + b"&amp;" * 200_000 + b"</p>"
    yield "json.json", b"[" * 100_000
    yield "objects.jsonl", b'{"a":' * 100_000 + b"\n"
    yield (
        "mime.eml",
        b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(300)
        ),
    )


def bombs() -> Iterator[Input]:
    zeros = b"\0" * 100_000_000
    yield "zeros.jsonl.gz", samples.gzipped(zeros)
    yield "zeros.jsonl.zst", samples.zstd(zeros)
    yield "zeros.zip", samples.zipped({"a.jsonl": zeros})
    yield "spaces.txt.gz", samples.gzipped(b" " * 50_000_000)
    yield "lines.jsonl.gz", samples.gzipped(b"\n" * 8_000_000)
    inner = samples.zipped({"a.txt": b"killed"})
    for depth in range(8):
        inner = samples.zipped({f"{depth}.zip": inner})
    yield "nested.zip", inner
    packed = b"killed"
    for _ in range(8):
        packed = samples.gzipped(packed)
    yield "nested.gz", packed
    yield "many.zip", samples.zipped({f"{n}.jsonl": b"" for n in range(3000)})
    yield "encrypted.zip", _encrypted()


def _encrypted() -> bytes:
    raw = bytearray(samples.zipped({"a.jsonl": record()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(mark) + offset] |= 1
    return bytes(raw)


def entities() -> Iterator[Input]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    for root, name in (("rss", "rss"), ("feed", "atom")):
        yield (
            f"laughs.{name}",
            f"<?xml version='1.0'?><!DOCTYPE {root} [{laughs}]><{root}>&l11;</{root}>".encode(),
        )
        outside = f"<!DOCTYPE {root} [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        yield (
            f"outside.{name}",
            f"<?xml version='1.0'?>{outside}<{root}><title>&x;</title></{root}>".encode(),
        )
        remote = f"<!DOCTYPE {root} SYSTEM 'http://elsewhere.example/x.dtd'>"
        yield f"remote.{name}", f"<?xml version='1.0'?>{remote}<{root}/>".encode()
        yield f"empty.{name}", b""
        yield f"open.{name}", f"<{root}><channel><item><title>".encode()
    yield (
        "quadratic.xml",
        (
            "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a '"
            + "x" * 50_000
            + "'>]><rss>"
            + "&a;" * 1000
            + "</rss>"
        ).encode(),
    )
    yield (
        "page.html",
        b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><p>&x;</p></html>",
    )


def paths() -> Iterator[Input]:
    names = ("../../../etc/passwd.jsonl", "/etc/passwd.jsonl", "C:\\windows\\x.jsonl", "a/../../b.jsonl",
             "con.jsonl", "x" * 2000 + ".jsonl", "\u202elnosj.jsonl", " .jsonl", "a\nb.jsonl", "-rf.jsonl")  # fmt: skip
    for number, name in enumerate(names):
        yield f"{number}.zip", samples.zipped({name: record(id=f"zip{number}")})
        yield f"{number}.tar", samples.tarred({name: record(id=f"tar{number}")})
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind, name in (
            (tarfile.SYMTYPE, "link"),
            (tarfile.CHRTYPE, "device"),
            (tarfile.FIFOTYPE, "pipe"),
        ):
            entry = tarfile.TarInfo(f"{name}.jsonl")
            entry.type = kind
            entry.linkname = "/etc/passwd"
            archive.addfile(entry)
    yield "links.tar", stream.getvalue()
    twice = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(twice, "w") as archive:
        warnings.simplefilter("ignore")  # that a name stands there twice is what is meant
        for number in range(2):
            archive.writestr(zipfile.ZipInfo("same.jsonl"), record(id=f"same{number}"))
    yield "twice.zip", twice.getvalue()


def invisible() -> Iterator[Input]:
    signs = {
        "override": "\u202e", "isolate": "\u2066", "zero-width": "\u200b", "joiner": "\u200d", "soft-hyphen": "\u00ad",
        "bom": "\ufeff", "combining": "\u0301", "tatweel": "\u0640", "kashida-marks": "\u064b", "tag": "\U000e0041",
        "private": "\ue000", "line": "\u2028", "no-break": "\u00a0",
    }  # fmt: skip
    for name, sign in signs.items():
        text = sign.join(GOOD_TEXT)
        yield f"{name}.jsonl", record(id=f"sign-{name}", text=text, title=sign * 50 + "Killed")
        yield f"{name}-flood.jsonl", record(id=f"flood-{name}", text=GOOD_TEXT + sign * 20_000)


def traps() -> Iterator[Input]:
    pieces = {
        "digits": "1" * 50_000, "thousands": "1,000," * 10_000, "decimals": "1.1." * 10_000, "spaces": " " * 100_000 + "killed",
        "hyphens": "a-" * 20_000, "dots": "." * 50_000, "commas": "killed, " * 8_000, "quotes": '"' * 20_000,
        "brackets": "(" * 20_000, "capitals": "Abu " * 10_000, "ands": "and " * 10_000, "slashes": "1/1/" * 10_000,
        "colons": "12:" * 20_000, "apostrophes": "a's " * 10_000, "waw": "\u0648" * 20_000, "al": "\u0627\u0644" * 10_000,
        "numbers": "\u0645\u0626\u0629 \u0648" * 8_000, "hundred": "hundred and " * 8_000, "days": "Monday Tuesday " * 5_000,
        "initials": "J. " * 10_000, "urls": "http://a.example/" * 3_000, "newlines": "\n" * 50_000 + "killed",
        "said": "said that " * 8_000, "places": "in Aleppo " * 4_000, "killed": "were killed " * 4_000,
    }  # fmt: skip
    for name, text in pieces.items():
        yield f"{name}.jsonl", record(id=f"trap-{name}", text=text + " " + GOOD_TEXT)


def injections() -> Iterator[Input]:
    evil = {
        "sql": "'; DROP TABLE event; --", "formula": '=cmd|" /C calc"!A0', "plus": "+1+1", "minus": "-2+3", "at": "@SUM(1)",
        "script": "<script>alert(1)</script>", "image": '<img src=x onerror="alert(1)">', "template": "{{7*7}}${7*7}<%= 7 %>",
        "csv": 'x","y\n"z', "tab": "a\tb", "return": "a\rb", "path": "../../../etc/passwd", "percent": "%n%s%x",
        "shell": "$(reboot) `reboot`", "json": '","admin":true,"', "xml": "]]><x>", "ansi": "\x1b[2J\x1b[31m",
        "log": "x\n2026-01-01 ERROR forged", "url": "javascript:alert(1)", "colon": ":name :id",
    }  # fmt: skip
    for name, text in evil.items():
        yield (
            f"{name}.jsonl",
            record(
                id=f"evil-{name} {text}",
                title=f"{text} kills six in Taiz",
                text=f"{text} {GOOD_TEXT} {text}",
                source=text,
                url=text,
            ),
        )


def absurdities() -> Iterator[Input]:
    sentences = (
        "9" * 400 + " people were killed in Taiz on Tuesday.",
        "-5 people were killed in Taiz on Tuesday.",
        "0.5 people were killed in Taiz on Tuesday.",
        "1e308 people were killed in Taiz.",
        "\u221e people were killed in Taiz.",
        "Killed on 31 February 2018 in Taiz: six people.",
        "Six were killed on 99/99/9999 in Taiz.",
        "Six were killed in Taiz on 1 January 99999.",
        "Six were killed in Taiz 999999999999 years ago.",
        "Six were killed in Taiz in the year -44.",
        "Between 10 and 2 people were killed in Taiz on Tuesday.",
        "Six were killed in Taiz at 25:61 on Tuesday.",
        "\u0642\u062a\u0644 "
        + "\u0623\u0644\u0641 " * 200
        + "\u0634\u062e\u0635 \u0641\u064a \u062a\u0639\u0632.",
        "A million billion trillion zillion people were killed in Taiz.",
        "\u0662\u0660\u0661\u0668\u066c\u0660\u0660\u0660 killed in Taiz.",
    )
    for number, text in enumerate(sentences):
        yield f"{number}.jsonl", record(id=f"absurd-{number}", text=text, published="2018-02-07")
    days = ("0000-00-00", "9999-12-31", "0001-01-01", "2018-02-30", "2018-02-07T25:00", "yesterday", "1e9", "",
            "2018-02-07T09:00+99:00", "\u0662\u0660\u0661\u0668-\u0660\u0662-\u0660\u0667")  # fmt: skip
    for number, day in enumerate(days):
        yield f"day-{number}.jsonl", record(id=f"day-{number}", published=day)


def _samples() -> dict[str, bytes]:
    return {
        "page.html": samples.web_page("ar"), "feed.rss": samples.rss("en"), "crawl.warc.gz": samples.warc("en"),
        "paper.pdf": samples.pdf("en"), "m.eml": samples.message("ar"), "desk.mbox": samples.mailbox(),
        "r.zip": samples.zipped({"a.jsonl": record()}), "r.tar.gz": samples.tarred({"a.jsonl": record()}, "w:gz"),
        "r.jsonl.zst": samples.zstd(record() * 50),
    }  # fmt: skip


def cut_short() -> Iterator[Input]:
    for name, content in _samples().items():
        for number, part in enumerate(_CUTS):
            yield f"{number}-{name}", content[: int(len(content) * part)]


def flipped() -> Iterator[Input]:
    chance = random.Random(_SEED)
    for name, content in _samples().items():
        for number in range(_FLIPS):
            raw = bytearray(content)
            for _ in range(1 + len(raw) // 200):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
            yield f"{number}-{name}", bytes(raw)


def wrong_codes() -> Iterator[Input]:
    yield "surrogate.jsonl", b'{"id": "s", "text": "killed \\ud800 in Taiz"}\n'
    yield "nul.jsonl", b'{"id": "n", "text": "killed \\u0000 in Taiz"}\n'
    yield "nul-byte.jsonl", b'{"id": "n\0", "text": "killed"}\n'
    yield "half.jsonl", b'{"id": "h", "text": "killed \xd9"}\n'
    yield "overlong.jsonl", b'{"id": "o", "text": "killed \xc0\xaf"}\n'
    yield "latin.csv", b"id,text\nx,killed in C\xf3rdoba\n"
    yield "two-marks.txt", b"\xef\xbb\xbf\xef\xbb\xbfSix people were killed."
    yield "utf-7.txt", b"+AGsAaQBsAGwAZQBk-"
    yield "random.txt", random.Random(_SEED).randbytes(5000)
    yield "random", random.Random(_SEED + 1).randbytes(5000)
    yield "charset.html", b"<meta charset='no-such-charset'><p>killed</p>"
    yield (
        "charset.eml",
        b"Content-Type: text/plain; charset=no-such\n\nSix people were killed in Taiz.",
    )
