"""One article in each language, as every format that is read would bring it; all of it invented."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from email.message import EmailMessage

import zstandard

ENGLISH_TITLE = "Six killed in mortar attack on market in Taiz"
ENGLISH = (
    "TAIZ, Yemen - Six people were killed and fourteen wounded on Tuesday when mortar rounds hit a"
    " market in the Yemeni city of Taiz, medics said. Houthi fighters hold the hills from which the"
    " rounds were fired, according to residents of the quarter.",
    "A local official said that two children were among the dead. The market had opened again a week"
    " before, after a truce of ten days, and many families were out to buy food for the feast.",
)
ARABIC_TITLE = "مقتل ستة في قصف على سوق في تعز"
ARABIC = (
    "تعز (صدى الوادي) - قتل ستة أشخاص وأصيب أربعة عشر آخرون يوم الثلاثاء عندما سقطت قذائف هاون على سوق في"
    " مدينة تعز اليمنية، وفق ما قاله مسعفون. ويسيطر مقاتلو الحوثي على التلال التي أطلقت منها القذائف بحسب"
    " سكان الحي.",
    "وقال مسؤول محلي إن طفلين من بين القتلى. وكانت السوق قد فتحت أبوابها من جديد قبل أسبوع بعد هدنة استمرت"
    " عشرة أيام، وخرجت عائلات كثيرة لشراء الطعام قبل العيد.",
)
TEXTS = {"en": (ENGLISH_TITLE, ENGLISH), "ar": (ARABIC_TITLE, ARABIC)}
PUBLISHERS = {"en": "Valley Echo", "ar": "صدى الوادي"}


def web_page(language: str, encoding: str = "utf-8") -> bytes:
    """A page of a news site: navigation, the article, other headlines, a footer."""
    title, paragraphs = TEXTS[language]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    direction = "rtl" if language == "ar" else "ltr"
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="{direction}"><head><meta charset="{encoding}">
<title>{title} | {PUBLISHERS[language]}</title>
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{PUBLISHERS[language]}">
<meta property="og:url" content="https://valleyecho.example/{language}/taiz-market">
<meta property="article:published_time" content="2018-02-07T09:30:00+03:00">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{title}</h1>{body}</article></main>
<aside><h2>More</h2><ul><li><a href="/a">Prices of bread rise</a></li></ul></aside>
<footer>All rights reserved</footer></body></html>""".encode(encoding)


def rss(language: str) -> bytes:
    """A feed of one entry, its text as HTML."""
    title, paragraphs = TEXTS[language]
    html = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in paragraphs)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{PUBLISHERS[language]}</title><language>{language}</language>
<item><title>{title}</title><link>https://valleyecho.example/{language}/taiz-market?utm_source=rss</link>
<pubDate>Wed, 07 Feb 2018 06:30:00 GMT</pubDate><description>{html}</description></item>
</channel></rss>""".encode()


def atom(language: str) -> bytes:
    """An Atom feed of one entry."""
    title, paragraphs = TEXTS[language]
    html = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in paragraphs)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}"><title>{PUBLISHERS[language]}</title>
<entry><title>{title}</title><link href="https://valleyecho.example/{language}/taiz-market"/>
<updated>2018-02-07T06:30:00Z</updated><content type="html">{html}</content></entry></feed>""".encode()


def warc(language: str) -> bytes:
    """A web archive, each record compressed by itself: the page, and a picture that is no report."""
    page, logo = web_page(language), b"\x89PNG\r\n"
    address = f"https://valleyecho.example/{language}/taiz-market"
    return b"".join(
        gzip.compress(record)
        for record in (
            warc_record(address, b"text/html", page),
            warc_record("https://valleyecho.example/logo.png", b"image/png", logo),
        )
    )


def warc_record(address: str, kind: bytes, body: bytes) -> bytes:
    """One answer of a server, as a web archive keeps it."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2018-02-07T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def message(language: str, encoding: str = "utf-8", subtype: str = "plain") -> bytes:
    """An e-mail of a news desk."""
    title, paragraphs = TEXTS[language]
    mail = EmailMessage()
    mail["From"] = f"{PUBLISHERS[language]} <desk@valleyecho.example>"
    mail["To"] = "monitor@watch.example"
    mail["Subject"] = title
    mail["Date"] = "Wed, 07 Feb 2018 09:30:00 +0300"
    mail["Message-ID"] = f"<{language}@valleyecho.example>"
    if subtype == "html":
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    else:
        body = "\n\n".join(paragraphs)
    mail.set_content(body, subtype=subtype, charset=encoding)
    return mail.as_bytes()


def mailbox() -> bytes:
    """A mailbox of two messages."""
    parts = (b"From desk@valleyecho.example Wed Feb  7 09:30:00 2018\n" + message(language)
             for language in TEXTS)  # fmt: skip
    return b"\n".join(parts)


def pdf(language: str) -> bytes:
    """A printed page with a text layer."""
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    title, paragraphs = TEXTS[language]
    figure = Figure(figsize=(12, 6))
    canvas = FigureCanvasPdf(figure)
    lines = [title, *(part for paragraph in paragraphs for part in _wrapped(paragraph))]
    for number, line in enumerate(lines):
        figure.text(0.02, 0.95 - number * 0.06, line)
    stream = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}):
        canvas.print_pdf(stream)
    return stream.getvalue()


def _wrapped(text: str, width: int = 90) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    """A tar archive; ``w:gz`` for a compressed one."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def zstd(content: bytes) -> bytes:
    """Bytes compressed by zstd."""
    return zstandard.ZstdCompressor().compress(content)


def gzipped(content: bytes) -> bytes:
    """Bytes compressed by gzip."""
    return gzip.compress(content)
