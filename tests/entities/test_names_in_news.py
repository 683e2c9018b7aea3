"""Names of people as news prints them: companies, nicknames, months and places as names, surnames of two parts."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract

PEOPLE = {
    # Companies that are named after people.
    "Deere said profit rose 5 percent. Kidder cut its forecast.": "",
    "Moody's lowered the ratings of Charles Schwab. Charles Schwab rose 2 percent.": "",
    "Shares of Wells Fargo fell. Smith Barney was the adviser. Smith Barney declined to comment.": "",
    "<IBM> said profit rose. Ford said sales fell. Renault and Nissan said they would merge.": "",
    "Carl Harris, 50, left. Harris shares were not his. Harris laughed.": "Carl Harris|Carl Harris|Carl Harris",
    # Words that are nobody.
    "Inc said it had bought Corp. Ltd rose. P and L. Shr 5 cts vs 6 cts. Jan 5. Dealers said so.": "",
    "Ecus and Libor rose. Bass Strait oil fell. I've seen it, I'd say.": "",
    "Sri Lanka and Saudi Arabia signed. Kuwait did not.": "",
    # Roles and titles before names.
    "Commander Victor Solares spoke. Solares said the ship was safe.": "Victor Solares|Victor Solares",
    "Striker Joost van der Meer scored twice. Van der Meer was fouled.": "Joost van der Meer|Joost van der Meer",
    "Treasurer Paul Keating said the deficit would fall.": "Paul Keating",
    # Surnames of two parts.
    "Marine Le Pen spoke in Lille. Ms Le Pen said so. Le Pen left.": "Marine Le Pen|Marine Le Pen|Marine Le Pen",
    "Aung San Suu Kyi was freed. Ms Suu Kyi thanked them.": "Aung San Suu Kyi|Aung San Suu Kyi",
    "Gabriel García Márquez died. García Márquez was 87.": "Gabriel García Márquez|Gabriel García Márquez",
    "Mohammed bin Salman arrived. Bin Salman met the emperor.": "Mohammed bin Salman|Mohammed bin Salman",
    "Robert De Niro came to Cannes. De Niro smiled.": "Robert De Niro|Robert De Niro",
    "Maryam Al-Tamimi won gold in Doha. Al-Tamimi is 19.": "Maryam Al-Tamimi|Maryam Al-Tamimi",
    "Carlos De La Rosa was arrested. De La Rosa denied it.": "Carlos De La Rosa|Carlos De La Rosa",
    # Nicknames.
    'William "Red" Gallagher led it. Gallagher died.': 'William "Red" Gallagher|William "Red" Gallagher',
    "Sean “P. Diddy” Combs was sued. Combs denied it.": "Sean “P. Diddy” Combs|Sean “P. Diddy” Combs",
    # Months, days and places that are names.
    "August Wilson wrote the play in August. Wilson won two prizes.": "August Wilson|August Wilson",
    "Tuesday Weld starred in the film on Tuesday. Weld was 20.": "Tuesday Weld|Tuesday Weld",
    "Israel Folau was sacked by Rugby Australia. Folau will appeal.": "Israel Folau|Israel Folau",
    "Israel Ampofo was arrested.": "Israel Ampofo",
    "Georgia O'Keeffe painted in New Mexico. O'Keeffe died in Santa Fe.": "Georgia O'Keeffe|Georgia O'Keeffe",
    "Denzel Washington came late. Washington, 60, signed autographs.": "Denzel Washington|Denzel Washington",
    "In April Jones said the talks had failed.": "Jones",
    "The Paris Bourse fell. The Bourse was closed on Monday.": "",
    # Royal names, forms of older papers, two of one family name.
    "Prince Charles and Princess Basma met him in London.": "Prince Charles|Princess Basma",
    "The Rev. Wm. H. Taft and Chas. Dana were present.": "Wm. H. Taft|Chas. Dana",
    "Kim Chul-soo and Kim Min-ji were married. Mr. Kim was 30 and Ms. Kim was 28.":
        "Kim Chul-soo|Kim Min-ji|Kim Chul-soo|Kim Min-ji",
    "Kim Jong Il and his sister Kim Kyong Hui came. Mr. Kim spoke. Ms. Kim smiled.":
        "Kim Jong Il|Kim Kyong Hui|Kim Jong Il|Kim Kyong Hui",
    "Pat Rowe and his wife, Kelly Rowe, sued. Mrs. Rowe said Mr. Rowe was tired.":
        "Pat Rowe|Kelly Rowe|Kelly Rowe|Pat Rowe",
    "Martin Luther King Jr. was there. King spoke.": "Martin Luther King Jr.|Martin Luther King Jr.",
    "Ana de la Vega was freed in Lima. De la Vega had waited. Ms De la Vega thanked them.":
        "Ana de la Vega|Ana de la Vega|Ana de la Vega",
    "Faisal al-Rashid flew to Amman. Al-Rashid was tired, al-Rashid said.":
        "Faisal al-Rashid|Faisal al-Rashid|Faisal al-Rashid",
    "Mr Park cooked; Ms Park sang.": "Park|Park",
    "Sir Edmund Hale reached Nepal. Sir Edmund had lost a toe.": "Edmund Hale|Edmund Hale",
    "June Carver and April Carver opened a bakery in April. June said April was tired.":
        "June Carver|April Carver|June Carver|April Carver",
    "Chad Whitlock beat Jordan Pace in London. Pace, 20, trains in Jordan.":
        "Chad Whitlock|Jordan Pace|Jordan Pace",
    "Desmond Washington met fans in Toronto. Washington, 58, signed autographs.":
        "Desmond Washington|Desmond Washington",
    "Mr. Olmert's house was searched. Roman Catholics prayed.": "Olmert",
    # Headlines in capitals.
    "CRICKET - LAMBERT ENDURES ANOTHER BAD DAY\n\nBrian Lambert was out for two on Monday.":
        "Brian Lambert|Brian Lambert",
    "OIL PRICE RISES\n\nAnn Price, an analyst, said that the price would rise.": "Ann Price",
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PEOPLE.items())
def test_people_of_news(text: str, names: str) -> None:
    found = extract(text, published=date(2016, 12, 14))
    assert "|".join(person.name for person in found.people) == names


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vladimir Putin met Assad in Sochi.", "en"),
        ("Striker Joost van der Meer scored twice.", "en"),
        ("Robert De Niro came to Cannes.", "en"),
        ("El presidente de la República llegó a Madrid.", "es"),
        ("Der Kanzler ist mit der Bahn nach Bonn gefahren.", "de"),
        ("Le ministre est dans la rue avec un ami.", "fr"),
    ],
)
def test_names_are_no_evidence_of_a_language(text: str, language: str) -> None:
    assert (extract(text).language or "en") == language
