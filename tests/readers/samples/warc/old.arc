filedesc://old.arc 0.0.0.0 20040630112233 text/plain 76
1 0 InternetArchive
URL IP-address Archive-date Content-type Archive-length

http://lamp.example/lit 192.0.2.1 20040630112233 text/html 317
HTTP/1.0 200 OK
Content-Type: text/html

<html><head><title>Lamp lit</title></head><body><article><p>The lamp of the old lighthouse was lit again on Friday, for the first time in six years.</p><p>Its keeper climbed the stairs at dusk, and two hundred people watched from the quay below.</p></article></body></html>
rubbish from a disk
http://lamp.example/notice.txt 192.0.2.1 20040630112240 text/plain 93
HTTP/1.0 200 OK
Content-Type: text/plain

Notice to mariners
The buoy off Tolsta is gone.

http://lamp.example/api 192.0.2.1 20040630112250 application/json 59
HTTP/1.0 200 OK
Content-Type: application/json

{"a": 1}
