"""The people whom the properties of a document name as its authors, among accounts and programs."""

from __future__ import annotations

from dateline.index.pattern import compile_late

__all__ = ["byline_of"]

# Accounts that many people have, in the languages of Office, and programs.
NO_PERSON = compile_late(
    r"(?i).*\b(?:microsoft|windows|office|libreoffice|openoffice|apache|calibre|python-docx|docx4j|aspose|google|pandoc"
    r"|kingsoft|wps|adobe|acrobat|indesign|quarkxpress|ghostscript|pdfcreator|wkhtmltopdf|scanner|xerox|ricoh|konica"
    r"|unknown)\b.*"
    r"|(?:the |local )?(?:user|users|user name|your name|admin|administrator|administrateur|administrador"
    r"|amministratore|author|autor|auteur|autore|owner|editor|guest|default|anonymous|n/a|none|home|home user|pc|test"
    r"|un-named|utilisateur|usuario|usuário|utente|benutzer|anwender|gebruiker|użytkownik|bruker|användare|пользователь"
    r"|админ|администратор|автор|user|acer|asus|dell|hp|lenovo|samsung|sony|toshiba)\s*\d*"
)


def byline_of(author: str) -> str:
    """Return the people that an author names, empty for an account, a program or a single word in Latin letters."""
    people = []
    for each in author.split(";"):
        name = " ".join(each.split())
        if name and not NO_PERSON.fullmatch(name) and "@" not in name and (" " in name or not name.isascii()):
            people.append(name)
    return ", ".join(dict.fromkeys(people))
