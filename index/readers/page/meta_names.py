"""The names of the `meta` elements of web pages, by what they say; those of one key are in order of rank.

A name is that of an attribute `property`, `name` or `itemprop`, in small letters.
"""

from __future__ import annotations

from typing import Final

__all__ = ["AUTHORS", "LANGUAGES", "PERHAPS_PUBLISHED", "PUBLISHED", "SECTIONS", "SITES", "TITLES", "UPDATED"]


def names(words: str) -> tuple[str, ...]:
    """Return the names of a table, each once."""
    return tuple(dict.fromkeys(words.split()))


TITLES: Final = names("og:title twitter:title dc.title parsely-title sailthru.title headline")
AUTHORS: Final = names(
    "author byl article:author parsely-author sailthru.author dc.creator dcterms.creator cxenseparse:author"
    " citation_author twitter:written-by"
)
PUBLISHED: Final = names(
    "article:published_time article:published og:article:published_time og:published_time og:article:published"
    " article:post_date article:publicationdate article:published_date article.published article.published_time"
    " article.published_at rnews:datepublished schema:datepublished datepublished itemprop:datepublished"
    " originalpublicationdate original-publish-date originalpublishdate original-source-date firstpublished"
    " first_published firstpublisheddate article_date_original articledate article_date article-date"
    " article_publish_time parsely-pub-date sailthru.date pubdate pub_date pub-date publishdate publish-date"
    " publish_date publishtime publish_time publish-time publicationdate publication_date publication-date"
    " publish.date publisheddate published_date published-date published_time published-time published published_at"
    " published.date date.release date-release date.issued date_published date-published dc.date.issued"
    " dc.date.published dc.date.created dc.date.available dcterms.issued dcterms.created dcterms.available"
    " dc.issued dc.created dcsext.articlefirstpublished cxenseparse:recs:publishtime"
    " cxenseparse:recs:articlepublishdate cxenseparse:publishtime cxense:publishtime cse_published"
    " citation_publication_date citation_online_date prism.publicationdate eprints.date bt:pubdate bt:pubtime ptime"
    " pagepubdate mediator_published_time mrc__share_date weibo:article:create_at weibo:article:create_time"
    " content_create_date content_published contentpublished originally_published vr:published_time og:pubdate"
    " og:publish_date og:published_at og:release_date og:article:publishdate og:regdate story_date sn-post-date"
    " shareaholic:article_published_time gsa:publish_date posted_date postdate post_date ob_pubdate displaydate"
    " display_date issue_date newsdate news_publish_date dateposted revision_date_first tweetmeme:publishdate"
    " datecreated twt-published-at pdate docdate doc_date story.published page.published publication_time"
    " publication-time publication.date pubdatetime publisheddatetime publish_timestamp pub_time article.created"
    " date_publish dc.dateissued"
    " dc.date.x-created news.published article:published-time cms:publishdate date-publication fecha_publicacion"
    " citation_date prism:publicationdate prism:publishingdate twitter:published"
)
# Names that many sites use for the day of publication, and some for the day on which the page was made.
PERHAPS_PUBLISHED: Final = names(
    "dc.date dcterms.date dc:date dc.terms.date date og:date article:date release_date created creation_date"
    " creationdate date.created date_created date-creation_yyyymmdd date-creation-yyyymmdd created_at timestamp"
    " og:created_time article:created_time time pub-time releasedate release-date"
)
UPDATED: Final = names(
    "article:modified_time article:modified og:modified_time og:updated_time article:updated_time datemodified"
    " dcterms.modified dc.date.modified dc.modified lastmod last-modified last_modified lastmodified lastupdate"
    " last-update last_updated last-updated modified modified_date modified-date date.modified date_modified"
    " article:modified_date og:article:modified_time date.updated dateupdated updated updated_time revised"
    " article_date_updated parsely-mod-date cxenseparse:recs:modifiedtime prism:modificationdate twitter:updated"
)
SECTIONS: Final = names(
    "article:section og:article:section parsely-section sailthru.section cxenseparse:section section"
)
LANGUAGES: Final = names("og:locale content-language language")
SITES: Final = names("og:site_name application-name cre dc.publisher twitter:site")
