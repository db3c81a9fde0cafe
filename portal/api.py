"""The public API: each room registers its router here."""

from ninja import NinjaAPI, Router

from editions.api import LISTED as EDITIONS
from opendata.api.problems import speak
from opendata.api.router import give_list
from opendata.api.router import router as opendata_router
from opendata.national.router import router as national_router
from search.api import router as search_router

api = NinjaAPI(title="Passerelles", version="1", urls_namespace="api", docs_url=None, openapi_url="/openapi.json")
api.add_router("", search_router)
api.add_router("", opendata_router)
api.add_router("", national_router)
editions_router = Router()
give_list(editions_router, *EDITIONS)
api.add_router("", editions_router)
speak(api)
