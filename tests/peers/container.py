"""Makes a container in Azurite: python3 container.py PORT KEY NAME (Shared Key, version 2021-08-06)."""

import base64
import email.utils
import hashlib
import hmac
import sys
import urllib.request

port, key, name = sys.argv[1:]
account = "devstoreaccount1"
date = email.utils.formatdate(usegmt=True)
headers = {"x-ms-date": date, "x-ms-version": "2021-08-06"}
canonical = "".join(f"{key}:{value}\n" for key, value in sorted(headers.items()))
text = "PUT\n" + "\n" * 11 + canonical + f"/{account}/{account}/{name}\nrestype:container"
signature = base64.b64encode(hmac.new(base64.b64decode(key), text.encode(), hashlib.sha256).digest()).decode()
headers["Authorization"] = f"SharedKey {account}:{signature}"
headers["Content-Length"] = "0"
url = f"http://127.0.0.1:{port}/{account}/{name}?restype=container"
urllib.request.urlopen(urllib.request.Request(url, method="PUT", headers=headers))
