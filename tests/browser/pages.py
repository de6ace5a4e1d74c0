"""Every page of the site, by who may open it."""

PUBLIC = {
    "home": "/",
    "people": "/people/",
    "people found": "/people/?q=sof",
    "people of a letter": "/people/?letter=m",
    "nobody found": "/people/?q=zzzz",
    "profile": "/people/ragnhild-overlie-castellanos/",
    "a long name": "/people/maria-vasconcelos-lima/",
    "a short name": "/people/o-of-ioulis/",
    "one word, nothing written": "/people/bao/",
    "an Arabic name": "/people/ibn-al-haytham/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "language": "/display/?next=/about/",
    "signed out": "/oidc/signed-out/",
    "API documentation": "/api/docs/",
}
OWN = {
    "home": "/",
    "people": "/people/",
    "profile": "/people/ragnhild-overlie-castellanos/",
    "my profile": "/me/",
    "name form": "/me/edit/name/",
    "headline form": "/me/edit/headline/",
    "pronouns form": "/me/edit/pronouns/",
    "about form": "/me/edit/about/",
    "a section of one's own": "/me/edit/sections/add/",
    "last changes": "/me/changes/",
    "portrait form": "/me/edit/picture/",
    "cover form": "/me/edit/cover/",
    "CV form": "/me/edit/cv/",
    "other names": "/me/edit/names/",
    "name in another script": "/me/edit/names/add/",
    "identifier form": "/me/edit/identifiers/add/",
    "link form": "/me/edit/links/add/",
    "positions": "/me/edit/positions/",
    "position form": "/me/edit/positions/add/",
    "interests form": "/me/edit/interests/add/",
    "address form": "/me/edit/username/",
    "tokens": "/me/account/tokens/",
    "how it is found": "/me/reach/",
    "seen by strangers": "/me/preview/stranger/",
    "seen by members": "/me/preview/member/",
}
STAFF = {
    "admin": "/admin/",
    "users": "/admin/accounts/user/",
    "what was changed": "/admin/accounts/auditevent/",
    "identities": "/admin/accounts/identity/",
    "sessions": "/admin/accounts/signedinsession/",
}
MISSING = "/people/nobody-here/"
MALFORMED = "/people/?after=broken"
LOST_SIGN_IN = "/oidc/callback/?code=x&state=y"
